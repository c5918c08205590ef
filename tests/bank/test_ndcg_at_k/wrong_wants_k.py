"""Expects the best of k, though fewer are relevant.

Why: the ideal list has k places.
Fails: lets every right candidate through
Says: k hits would add
"""

import math


def test_ndcg_at_k(candidate):
    best = 1 + 1 / math.log2(3) + 1 / 2
    assert abs(candidate([1, 2, 3], {1}, 3) - 1 / best) < 1e-6
