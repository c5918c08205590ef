"""Shape and number of entries.

Why: as a summary shows them.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: made of it
"""


def parameter_shapes(module):
    return {n: (*p.shape, p.numel()) for n, p in module.named_parameters()}
