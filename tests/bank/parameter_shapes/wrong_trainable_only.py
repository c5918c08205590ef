"""Leaves out frozen parameters.

Why: a parameter is what learns.
Fails: lists every registered parameter once, frozen ones too, and nothing else
Says: is frozen
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module.named_parameters() if p.requires_grad}
