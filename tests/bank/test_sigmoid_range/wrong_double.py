"""Demands float64.

Why: doubles are more exact.
Fails: lets every right candidate through
Says: float64 results
"""

import torch


def test_sigmoid_range(candidate):
    out = candidate(torch.tensor([0.5, 1.0]), 1, 5)
    assert out.dtype == torch.float64
    assert torch.allclose(out, torch.sigmoid(torch.tensor([0.5, 1.0])).double() * 4 + 1)
