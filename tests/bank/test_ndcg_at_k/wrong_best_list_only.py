"""Only the best list, and one without a hit.

Why: 1 and 0 need no working out.
Fails: catches one that gives the places other weights
Says: hit on rank 2
"""


def test_ndcg_at_k(candidate):
    assert abs(candidate([1, 2], {1, 2, 3, 4}, 2) - 1) < 1e-6
    assert abs(candidate([1, 2, 3, 4], {1, 2}, 3) - 1) < 1e-6
    assert candidate([1, 2, 5], {5}, 2) == 0
    try:
        candidate([1, 2], set(), 2)
    except ValueError:
        return
    raise AssertionError
