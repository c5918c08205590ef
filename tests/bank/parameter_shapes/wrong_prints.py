"""Prints, and returns nothing.

Why: the notebook shows it either way.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: returned None
"""


def parameter_shapes(module):
    for n, p in module.named_parameters():
        print(n, tuple(p.shape))
