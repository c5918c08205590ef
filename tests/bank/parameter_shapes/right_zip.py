"""Names and shapes apart, then zipped.

Why: two lists, one dictionary.
"""


def parameter_shapes(module):
    names = [name for name, _ in module.named_parameters()]
    shapes = [tuple(p.shape) for p in module.parameters()]
    return dict(zip(names, shapes))
