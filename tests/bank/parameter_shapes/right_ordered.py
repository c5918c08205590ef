"""An OrderedDict, of tuples made by hand.

Why: state_dict gives an OrderedDict, too.
"""


def parameter_shapes(module):
    from collections import OrderedDict

    shapes = OrderedDict()
    for name, p in module.named_parameters():
        shapes[name] = tuple(p.size(i) for i in range(p.dim()))
    return shapes
