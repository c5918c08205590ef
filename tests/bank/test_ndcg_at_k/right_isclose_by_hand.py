"""A second implementation inside, math.isclose.

Why: An own sum beside the candidate's.
"""

import numpy as np


def test_ndcg_at_k(candidate):
    def by_hand(rec, rel, k):
        gains = sum(1 / np.log2(i + 2) for i, m in enumerate(rec[:k]) if m in rel)
        return gains / sum(1 / np.log2(i + 2) for i in range(min(k, len(rel))))

    for rec, rel, k in [
        ([1, 2, 3, 4], {2, 4, 9}, 3),
        ([4, 3, 2, 1], {1, 2, 3, 4, 5}, 2),
        ([1], {7, 1}, 5),
        ([3, 1, 2], {2}, 3),
    ]:
        assert math.isclose(candidate(rec, rel, k), by_hand(rec, rel, k), abs_tol=1e-6), (rec, rel, k)
    raised = False
    try:
        candidate([1], set(), 1)
    except ValueError:
        raised = True
    assert raised, "empty relevant should raise"
