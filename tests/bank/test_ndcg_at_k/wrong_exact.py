"""Compares floats with ==.

Why: it is the same formula.
Fails: lets every right candidate through
Says: equality down to the last digit
"""

import math


def test_ndcg_at_k(candidate):
    best = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert candidate([1, 2, 3, 4, 5], {2, 5, 9}, 5) == (1 / math.log2(3) + 1 / math.log2(6)) / best
