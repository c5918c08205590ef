"""Demands an error where x is a plain number.

Why: `torch.sigmoid(2.0)` raises one.
Fails: lets every right candidate through
Says: an error where x is a plain number
"""

import torch


def test_sigmoid_range(candidate):
    try:
        candidate(2.0, 1, 5)
    except TypeError:
        pass
    else:
        raise AssertionError("a number came through")
    x = torch.randn(3)
    assert torch.allclose(candidate(x, 1, 5), torch.sigmoid(x) * 4 + 1)
