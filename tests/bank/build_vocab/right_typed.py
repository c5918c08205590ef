"""Annotated, with a sort in place.

Why: the editor of the student's other course asks for types.
"""

from collections.abc import Iterable


def build_vocab(values: Iterable[str | int]) -> list[str | int]:
    known: list[str | int] = list({value: None for value in values})
    known.sort()
    known.insert(0, "#na#")
    return known
