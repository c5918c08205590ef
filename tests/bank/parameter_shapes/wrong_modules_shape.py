"""named_modules in place of named_parameters.

Why: the completion offered it first.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: asks a module for what a parameter has
"""


def parameter_shapes(module):
    return {name: tuple(m.shape) for name, m in module.named_modules()}
