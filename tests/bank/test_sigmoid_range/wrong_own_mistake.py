"""Expects what the typical mistake gives.

Why: the formula in the test has the mistake that the function would have had.
Fails: lets every right candidate through
Says: pencil and paper
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.randn(5)
    for low, high in ((0, 5.5), (1, 5)):
        assert torch.allclose(candidate(x, low, high), torch.sigmoid(x) * high + low)
