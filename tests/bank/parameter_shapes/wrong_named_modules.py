"""The weight of every module.

Why: a layer's numbers are its weight.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: that of the module itself
"""


def parameter_shapes(module):
    return {name: tuple(m.weight.shape) for name, m in module.named_modules() if hasattr(m, "weight")}
