"""Takes the first parameter for granted.

Why: next() on an empty module raises.
Fails: gives an empty dictionary for a module without parameters
Says: StopIteration[\s\S]*at least one parameter
"""


def parameter_shapes(module):
    first = next(module.parameters())
    return {n: tuple(p.to(first.device).shape) for n, p in module.named_parameters()}
