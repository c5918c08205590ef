"""Keywords, NumPy, and a set in the other order.

Why: names say what is what.
"""

import numpy as np


def test_ndcg_at_k(candidate):
    weights = 1 / np.log2(np.arange(2, 12))
    got = [
        candidate(recommended=[5, 3, 8, 1], relevant={1, 3}, k=3),
        candidate(recommended=[5, 3, 8, 1], relevant={8, 1, 77}, k=4),
        candidate(recommended=[5, 3], relevant={5, 3, 8, 1}, k=2),
        candidate(recommended=[5, 3, 9], relevant={9}, k=3),
    ]
    wanted = [
        weights[1] / weights[:2].sum(),
        weights[[2, 3]].sum() / weights[:3].sum(),
        1,
        weights[2],
    ]
    np.testing.assert_allclose(got, wanted, rtol=1e-6)
    try:
        value = candidate(recommended=[5], relevant=set(), k=1)
    except ValueError:
        value = "error"
    assert value == "error"
