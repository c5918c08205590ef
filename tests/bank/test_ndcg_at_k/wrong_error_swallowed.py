"""Awaits the error and does not mind if it stays away.

Why: forgot the `else`.
Fails: catches one that raises no ValueError for an empty set
Says: does not happen
"""

from math import log2


def test_ndcg_at_k(candidate):
    second, third = 1 / log2(3), 1 / 2
    assert abs(candidate([1, 2, 3, 4], {2, 4, 9}, 3) - second / (1 + second + third)) < 1e-6
    assert abs(candidate([1, 2, 3], {3}, 3) - third) < 1e-6
    assert abs(candidate([5, 6], {5, 6, 7, 8, 9}, 2) - 1) < 1e-6
    try:
        candidate([1, 2], set(), 2)
    except ValueError:
        pass
