"""Only one range.

Why: stars go from 1 to 5.
Fails: catches one that uses the same range in every call
Says: How many different ranges
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([[-100.0, -2.0, 0.0], [0.5, 2.0, 100.0]])
    before = x.clone()
    got = candidate(x, 1, 5)
    assert got.shape == x.shape
    assert torch.allclose(got, torch.sigmoid(before) * 4 + 1, atol=1e-5)
    assert torch.equal(x, before)
