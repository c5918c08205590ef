"""The module's own name in front.

Why: names should be complete.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: PyTorch itself give
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module.named_parameters(prefix=type(module).__name__)}
