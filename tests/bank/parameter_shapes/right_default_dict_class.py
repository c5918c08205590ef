"""A dictionary class of its own, filled by a generator.

Why: the result was to print nicely.
"""


class Shapes(dict):
    def __str__(self):
        return "\n".join(f"{k}: {v}" for k, v in self.items())


def parameter_shapes(module):
    return Shapes((name, tuple(map(int, p.data.shape))) for name, p in module.named_parameters())
