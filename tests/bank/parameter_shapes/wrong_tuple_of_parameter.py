"""Makes a tuple of the parameter, not of its shape.

Why: `tuple` was to turn the one into the other.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: holds what is in it, row by row
"""


def parameter_shapes(module):
    return {name: tuple(p) for name, p in module.named_parameters()}
