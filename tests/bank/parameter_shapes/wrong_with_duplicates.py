"""Lists shared parameters twice.

Why: remove_duplicate=False: "do not lose anything".
Fails: lists every registered parameter once, frozen ones too, and nothing else
Says: one and the same parameter
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module.named_parameters(remove_duplicate=False)}
