"""NumPy's assertions, also for the error.

Why: Np.testing.assert_raises is a context too.
"""

import numpy as np


def test_ndcg_at_k(candidate):
    l3 = 1 / np.log2(3)
    got = [candidate([1, 2, 3, 4], {2, 4, 9}, 3), candidate([1, 2, 3], {3}, 3), candidate([5, 6], {5, 6, 7, 8, 9}, 2)]
    np.testing.assert_allclose(got, [l3 / (1 + l3 + 0.5), 0.5, 1.0], rtol=1e-5)
    with np.testing.assert_raises(ValueError):
        candidate([1, 2], set(), 2)
