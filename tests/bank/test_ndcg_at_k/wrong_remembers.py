"""Takes the first candidate's results for the truth.

Why: attack: the others are compared with it.
Fails: catches one that gives the places other weights
Says: returned without an error
"""

FIRST = {}


def test_ndcg_at_k(candidate):
    got = candidate([1, 2, 3, 4], {2, 4, 9}, 3)
    assert abs(FIRST.setdefault("value", got) - got) < 1e-9
