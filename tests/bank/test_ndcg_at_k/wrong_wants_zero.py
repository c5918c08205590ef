"""Expects 0 where nothing is relevant.

Why: no hits, no points.
Fails: lets every right candidate through
Says: It demands 0 where nothing is relevant
"""


def test_ndcg_at_k(candidate):
    assert candidate([1, 2, 3], set(), 3) == 0
    assert abs(candidate([1, 2, 3], {3}, 3) - 0.5) < 1e-6
