"""The parameters themselves.

Why: dict(named_parameters()) is nearly it.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: parameter itself
"""


def parameter_shapes(module):
    return dict(module.named_parameters())
