"""Lists that miss nothing.

Why: in the examples everything relevant was recommended.
Fails: catches one that does not mind what the list misses
Says: misses something good
"""

from math import log2


def test_ndcg_at_k(candidate):
    best = 1 + 1 / log2(3)
    assert abs(candidate([9, 1, 8, 2], {1, 2}, 4) - (1 / log2(3) + 1 / log2(5)) / best) < 1e-6
    assert abs(candidate([1, 2, 3], {1, 2, 3, 4, 5}, 2) - 1) < 1e-6
    assert abs(candidate([1, 2, 3], {3}, 3) - 0.5) < 1e-6
    assert candidate([1, 2, 3], {3}, 2) == 0
    try:
        candidate([1, 2], set(), 2)
    except ValueError:
        return
    raise AssertionError
