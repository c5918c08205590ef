"""Shapes turned round.

Why: nn.Linear(3, 5) should be (3, 5).
Fails: names a layer's parameters and tells their shapes, as a dictionary of tuples
Says: wrong order
"""


def parameter_shapes(module):
    return {n: tuple(p.shape)[::-1] for n, p in module.named_parameters()}
