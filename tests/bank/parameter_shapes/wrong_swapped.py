"""Shapes as keys.

Why: the pair was written down the wrong way round.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: the key is what comes first
"""


def parameter_shapes(module):
    return {tuple(p.shape): n for n, p in module.named_parameters()}
