"""Never an empty set.

Why: everybody likes something.
Fails: catches one that raises no ValueError for an empty set
Says: empty set
"""

from math import log2


def test_ndcg_at_k(candidate):
    second, third = 1 / log2(3), 1 / 2
    assert abs(candidate([1, 2, 3, 4], {2, 4, 9}, 3) - second / (1 + second + third)) < 1e-6
    assert abs(candidate([1, 2, 3], {3}, 3) - third) < 1e-6
    assert abs(candidate([5, 6], {5, 6, 7, 8, 9}, 2) - 1) < 1e-6
