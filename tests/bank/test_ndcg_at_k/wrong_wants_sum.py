"""Expects the sum, not divided.

Why: took DCG for NDCG.
Fails: lets every right candidate through
Says: the sum itself
"""

import math


def test_ndcg_at_k(candidate):
    assert abs(candidate([1, 2, 3], {1, 2}, 3) - (1 + 1 / math.log2(3))) < 1e-6
