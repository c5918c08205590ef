"""Never more relevant than places.

Why: k is 10, and who has ten favourites?
Fails: catches one that is wrong where more than k are relevant
Says: With three relevant movies and k = 2
"""

from math import log2


def test_ndcg_at_k(candidate):
    second, third = 1 / log2(3), 1 / 2
    assert abs(candidate([1, 2, 3, 4], {2, 4, 9}, 3) - second / (1 + second + third)) < 1e-6
    assert abs(candidate([1, 2, 3], {3}, 3) - third) < 1e-6
    assert abs(candidate([1, 2, 3], {2, 9}, 3) - second / (1 + second)) < 1e-6
    try:
        candidate([1, 2], set(), 2)
    except ValueError:
        return
    raise AssertionError
