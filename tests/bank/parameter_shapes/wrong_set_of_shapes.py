"""A set of shapes.

Why: braces without a colon.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: which type does that
"""


def parameter_shapes(module):
    return {tuple(p.shape) for name, p in module.named_parameters()}
