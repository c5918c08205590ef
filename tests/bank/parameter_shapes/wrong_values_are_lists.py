"""One list of shapes for each module.

Why: grouped by layer.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: is a list, expected a tuple
"""


def parameter_shapes(module):
    return {name: [tuple(p.shape) for p in m.parameters(recurse=False)] for name, m in module.named_modules()}
