"""Only the parameters of inner modules, one level down.

Why: named_children looks like named_parameters.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: look at the modules inside it only
"""


def parameter_shapes(module):
    return {
        f"{name}.{n}": tuple(p.shape)
        for name, child in module.named_children()
        for n, p in child.named_parameters(recurse=False)
    }
