"""dict() and p.size().

Why: dict(module.named_parameters()) is a known idiom.
"""


def parameter_shapes(module):
    params = dict(module.named_parameters())
    return {k: tuple(params[k].size()) for k in params.keys()}
