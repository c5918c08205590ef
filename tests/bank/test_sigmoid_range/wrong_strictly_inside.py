"""Demands that the ends are never reached.

Why: "into (low, high)" means an open interval.
Fails: lets every right candidate through
Says: that the ends are never reached
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([-100.0, -1.0, 0.0, 1.0, 100.0])
    out = candidate(x, 1, 5.5)
    assert ((out > 1) & (out < 5.5)).all()
    assert torch.allclose(out, torch.sigmoid(x) * 4.5 + 1)
