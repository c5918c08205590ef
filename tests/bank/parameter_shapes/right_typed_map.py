"""A map, annotated.

Why: typed code of another course.
"""


def parameter_shapes(module: nn.Module) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = dict(
        map(lambda pair: (pair[0], (*pair[1].size(),)), module.named_parameters())
    )
    return shapes
