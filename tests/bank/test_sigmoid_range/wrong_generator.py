"""Yields where it should assert.

Why: fixtures are written so.
Fails: catches one that is right for low = 0 only
Says: returned generator
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.randn(3)
    yield x
    assert torch.allclose(candidate(x, 1, 5), torch.sigmoid(x) * 4 + 1)
