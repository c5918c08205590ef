"""Demands exactly 5.5 at x = 100.

Why: that is what torch.sigmoid gives.
Fails: lets every right candidate through
Says: that an end is reached exactly
"""

import torch


def test_sigmoid_range(candidate):
    assert candidate(torch.tensor([100.0]), 0, 5.5).item() == 5.5
    assert candidate(torch.tensor([-100.0]), 1, 5.5).item() == 1
    assert abs(candidate(torch.tensor([1.0]), 1, 5).item() - 3.924234) < 1e-4
