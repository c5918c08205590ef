"""state_dict, filtered by requires_grad.

Why: what state_dict gives is detached.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: requires no gradient
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module.state_dict().items() if p.requires_grad}
