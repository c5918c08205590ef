"""Only the module's own parameters.

Why: _parameters is what the debugger shows.
Fails: finds the parameters of inner modules, with dotted names
Says: the modules inside it
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module._parameters.items()}
