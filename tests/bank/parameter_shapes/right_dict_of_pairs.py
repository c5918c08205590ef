"""dict() of pairs.

Why: a generator of pairs is all that dict needs.
"""


def parameter_shapes(module):
    return dict((name, (*p.size(),)) for name, p in module.named_parameters())
