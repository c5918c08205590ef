"""Only vectors.

Why: a batch of scores is one.
Fails: catches one that loses the shape of x
Says: x of shape .2, 3.
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([-100.0, -2.0, 0.0, 0.5, 2.0, 100.0])
    before = x.clone()
    for low, high in ((1, 5), (0, 5.5)):
        torch.testing.assert_close(candidate(x, low, high), torch.sigmoid(before) * (high - low) + low)
    assert torch.equal(x, before)
