"""Calls the candidate with an argument too few.

Why: forgot the second argument.
Fails: lets every right candidate through
Says: raised TypeError
"""


def test_ndcg_at_k(candidate):
    assert candidate([1, 2, 3]) == 1
