"""Only inner modules.

Why: a loop over named_children.
Fails: finds the parameters of inner modules, with dotted names
Says: inner modules only
"""


def parameter_shapes(module):
    shapes = (
        {n: tuple(p.shape) for n, p in module.named_parameters(recurse=False)} if not list(module.children()) else {}
    )
    for name, child in module.named_children():
        for n, p in child.named_parameters():
            shapes[f"{name}.{n}"] = tuple(p.shape)
    return shapes
