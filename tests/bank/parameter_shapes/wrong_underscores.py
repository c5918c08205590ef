"""Names joined by underscores.

Why: dots are no good in Python names.
Fails: finds the parameters of inner modules, with dotted names
Says: joined by `_`
"""


def parameter_shapes(module):
    return {n.replace(".", "_"): tuple(p.shape) for n, p in module.named_parameters()}
