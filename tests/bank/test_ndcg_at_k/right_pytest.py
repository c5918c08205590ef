"""pytest.approx and pytest.raises.

Why: That is how tests are written outside a notebook.
"""

import pytest


def test_ndcg_at_k(candidate):
    assert candidate([1, 2, 3], {1, 2, 3}, 3) == pytest.approx(1.0)
    assert candidate([9, 8, 1, 2], {1, 2}, 4) == pytest.approx((1 / 2 + 1 / math.log2(5)) / (1 + 1 / math.log2(3)))
    assert candidate([9, 8, 1, 2], {1, 2}, 2) == pytest.approx(0.0)
    assert candidate([1, 7, 2], {1, 2, 3, 4}, 3) == pytest.approx(1.5 / (1 + 1 / math.log2(3) + 0.5))
    assert candidate([5], {5, 6, 7}, 2) == pytest.approx(1 / (1 + 1 / math.log2(3)))
    with pytest.raises(ValueError):
        candidate([1, 2], set(), 2)
