"""A loop with an assignment.

Why: a loop is easier to read than a comprehension.
"""


def parameter_shapes(module):
    shapes = {}
    for name, p in module.named_parameters():
        shapes[name] = tuple(p.shape)
    return shapes
