"""None for a module without parameters.

Why: "nothing" was taken for None.
Fails: gives an empty dictionary for a module without parameters
Says: without parameters\)` returned None[\s\S]*at least one parameter
"""


def parameter_shapes(module):
    shapes = {n: tuple(p.shape) for n, p in module.named_parameters()}
    if shapes:
        return shapes
