"""Typed, constants with names.

Why: numbers in a formula need names.
"""

FACTOR: float = 1.6
POWER: float = 0.56
LIMIT: int = 600


def embedding_size(n_categories: int, sz: int | None = None) -> int:
    width = FACTOR * pow(n_categories, POWER) if sz is None else sz
    return LIMIT if width > LIMIT else int(round(width))
