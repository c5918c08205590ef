"""Only small numbers.

Why: randn gives numbers between -3 and 3.
Fails: catches one that is right for small numbers only
Says: x = 100 and for x = -100
"""

import torch


def test_sigmoid_range(candidate):
    torch.manual_seed(1)
    for low, high in ((1, 5), (0, 5.5)):
        x = torch.randn(3, 4)
        before = x.clone()
        torch.testing.assert_close(candidate(x, low, high), torch.sigmoid(before) * (high - low) + low)
        assert torch.equal(x, before)
