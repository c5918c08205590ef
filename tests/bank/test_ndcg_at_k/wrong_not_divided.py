"""Compares two sums only, as if nothing were divided.

Why: a quotient of two results looked clever.
Fails: catches one that does not divide by the best
Says: for how many does your test ask
"""

from math import log2


def test_ndcg_at_k(candidate):
    one, two = candidate([7, 1, 2, 3], {1, 3, 9}, 3), candidate([7, 8, 1, 3], {1, 3, 9}, 3)
    assert abs(one / two - 2 / log2(3)) < 1e-6
    three = candidate([1, 7, 2, 3], {1, 2, 9}, 3)
    assert abs(three / two - 1.5 / 0.5) < 1e-6
    four = candidate([1, 2, 3], {1, 2, 3, 4, 5}, 2) / candidate([8, 1, 3], {1, 2, 3, 4, 5}, 2)
    assert abs(four - (1 + 1 / log2(3)) / (1 / log2(3))) < 1e-6
    assert candidate([1, 2, 3], {1, 4, 5, 6}, 2) > 0.6
    assert candidate([1, 2, 3], {1}, 2) > 0.09
    try:
        candidate([1, 2], set(), 2)
    except ValueError:
        return
    raise AssertionError
