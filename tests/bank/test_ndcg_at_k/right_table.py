"""A table of lists with results by hand.

Why: examples come before formulas.
"""

import math

L = [1 / math.log2(rank + 1) for rank in range(1, 11)]  # what a hit on each rank adds
TABLE = [
    ([3, 1, 2], {1}, 3, L[1]),
    ([3, 1, 2], {1, 2}, 3, (L[1] + L[2]) / (L[0] + L[1])),
    ([3, 1, 2, 4], {1, 4}, 3, L[1] / (L[0] + L[1])),
    ([3, 1, 2], {2, 5}, 3, L[2] / (L[0] + L[1])),
    ([3, 1], {3, 1, 2, 4, 5}, 2, 1),
    ([3, 1], {7}, 2, 0),
]


def test_ndcg_at_k(candidate):
    for recommended, relevant, k, wanted in TABLE:
        assert math.isclose(candidate(recommended, relevant, k), wanted, abs_tol=1e-9)
    try:
        candidate([3, 1], set(), 2)
    except ValueError:
        pass
    else:
        assert False, "no error"
