"""Every module's own parameters, under its path.

Why: named_modules gives the paths.
"""


def parameter_shapes(module):
    seen, shapes = set(), {}
    for path, part in module.named_modules():
        for name, p in part.named_parameters(recurse=False):
            if id(p) not in seen:
                seen.add(id(p))
                shapes[f"{path}.{name}" if path else name] = tuple(p.shape)
    return shapes
