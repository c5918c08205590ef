"""Goes down into the children.

Why: named_parameters was not known.
"""


def parameter_shapes(module):
    shapes = {}

    def visit(part, path, seen):
        for name, p in part._parameters.items():
            if p is not None and id(p) not in seen:
                seen.add(id(p))
                shapes[path + name] = tuple(p.shape)
        for name, child in part.named_children():
            visit(child, path + name + ".", seen)

    visit(module, "", set())
    return shapes
