"""Lists as shapes.

Why: list is the usual container.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: a tuple cannot
"""


def parameter_shapes(module):
    return {n: list(p.shape) for n, p in module.named_parameters()}
