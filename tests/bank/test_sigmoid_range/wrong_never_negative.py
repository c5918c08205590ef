"""No negative x.

Why: scores of good movies are positive.
Fails: catches one that is right for x ≥ 0 only
Says: negative x
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([[0.0, 0.5], [2.0, 100.0]])
    before = x.clone()
    for low, high in ((1, 5), (0, 5.5)):
        got = candidate(x, low, high)
        assert got.shape == (2, 2)
        assert torch.allclose(got, torch.sigmoid(before) * (high - low) + low)
    assert torch.equal(x, before)
