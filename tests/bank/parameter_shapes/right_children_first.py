"""Children before the own parameters.

Why: a recursion that asks the inner modules first.
"""


def parameter_shapes(module):
    found = {}
    for path, part in reversed(list(module.named_modules())):
        for name, p in part.named_parameters(recurse=False):
            if not any(p is other for other in found.values()):
                found[f"{path}.{name}" if path else name] = p
    return {name: tuple(p.shape) for name, p in found.items()}
