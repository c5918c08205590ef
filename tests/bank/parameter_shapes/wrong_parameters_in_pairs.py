"""Unpacks what parameters() gives.

Why: it was to give names too.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: which one gives pairs
"""


def parameter_shapes(module):
    return {name: tuple(p.shape) for name, p in module.parameters()}
