"""Calls its own `ndcg_at_k` in place of the candidate.

Why: a test calls the function by its name.
Fails: lets every right candidate through
Says: handed, under the name
"""


def test_ndcg_at_k(candidate):
    assert abs(ndcg_at_k([5, 2, 8], {5, 8}, 3) - 0.92) < 0.01
    try:
        ndcg_at_k([5], set(), 3)
    except ValueError:
        return
    assert False
