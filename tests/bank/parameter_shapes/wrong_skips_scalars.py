"""Leaves out parameters without dimensions.

Why: an empty shape is falsy.
Fails: lists every registered parameter once, frozen ones too, and nothing else
Says: has the shape
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module.named_parameters() if p.shape}
