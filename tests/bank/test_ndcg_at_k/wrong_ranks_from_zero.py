"""Works with log2(rank), the first two alike.

Why: an older definition.
Fails: lets every right candidate through
Says: another weight of the places
"""


def test_ndcg_at_k(candidate):
    assert abs(candidate([1, 2, 3], {2}, 3) - 1) < 1e-6
