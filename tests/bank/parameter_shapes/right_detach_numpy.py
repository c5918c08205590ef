"""The shapes of NumPy arrays.

Why: NumPy's shape is a plain tuple.
"""


def parameter_shapes(module):
    return {name: p.detach().numpy().shape for name, p in module.named_parameters()}
