"""Asks with float64, and for nine digits.

Why: with enough digits there is no doubt.
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([[-300.0, -3.0, -1e-3], [1e-3, 2.0, 300.0]], dtype=torch.float64)
    kept = x.clone()
    for low, high in ((0.5, 5.0), (-3.0, 0.25)):
        got = candidate(x, low, high)
        assert got.shape == x.shape
        assert ((got - (torch.sigmoid(kept) * (high - low) + low)).abs() < 1e-9).all()
    assert (x == kept).all()
