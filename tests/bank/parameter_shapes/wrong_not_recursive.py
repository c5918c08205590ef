"""recurse=False.

Why: the argument was taken for a safeguard against endless loops.
Fails: finds the parameters of inner modules, with dotted names
Says: the modules inside it
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module.named_parameters(recurse=False)}
