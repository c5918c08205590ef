"""A list of pairs.

Why: it prints as nicely.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: expected a dictionary
"""


def parameter_shapes(module):
    return [(n, tuple(p.shape)) for n, p in module.named_parameters()]
