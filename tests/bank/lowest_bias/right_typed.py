"""Annotated, with operator.itemgetter.

Why: typed code of another course.
"""

from operator import itemgetter


def lowest_bias(bias: torch.Tensor, titles: list[str], k: int = 5) -> list[str]:
    pairs: list[tuple[int, float]] = sorted(enumerate(bias.tolist()), key=itemgetter(1))
    return [titles[i] for i, _ in pairs[:k]]
