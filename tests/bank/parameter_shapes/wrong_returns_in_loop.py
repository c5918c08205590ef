"""Returns inside the loop.

Why: the indentation.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: return inside the loop
"""


def parameter_shapes(module):
    shapes = {}
    for n, p in module.named_parameters():
        shapes[n] = tuple(p.shape)
        return shapes
    return shapes
