"""Demands its own text of the error.

Why: that is what its own function says.
Fails: lets every right candidate through
Says: a particular text of the error
"""


def test_ndcg_at_k(candidate):
    try:
        candidate([1, 2], set(), 2)
    except ValueError as error:
        assert "nothing is relevant" in str(error)
    assert abs(candidate([1, 2, 3], {3}, 3) - 0.5) < 1e-6
