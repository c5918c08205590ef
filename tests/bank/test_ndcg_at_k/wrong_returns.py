"""Returns what it finds.

Why: functions return.
Fails: catches one that gives the places other weights
Says: returned (True|False) and raised nothing
"""


def test_ndcg_at_k(candidate):
    return abs(candidate([1, 2, 3], {3}, 3) - 0.5) < 1e-6
