"""A dictionary as default argument.

Why: it carries the results through a recursion.
Fails: gives an empty dictionary for a module without parameters
Says: kept from one call to the next
"""


def parameter_shapes(module, prefix="", shapes={}):
    if not prefix and any(True for _ in module.parameters()):
        shapes.clear()
    for name, p in module.named_parameters():
        shapes[prefix + name] = tuple(p.shape)
    return shapes
