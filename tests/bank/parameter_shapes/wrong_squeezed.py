"""Dimensions of size 1 left out.

Why: they say nothing.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: made of it
"""


def parameter_shapes(module):
    return {n: tuple(p.squeeze().shape) for n, p in module.named_parameters()}
