"""Compares the candidate with itself.

Why: calls what it tests the expected value.
Fails: catches one that is right for low = 0 only
Says: It had asked
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.randn(3)
    expected = candidate(x, 1, 5)
    assert torch.allclose(candidate(x, 1, 5), expected)
