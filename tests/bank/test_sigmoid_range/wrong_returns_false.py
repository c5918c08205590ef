"""Returns whether it is right.

Why: that is how a function tells.
Fails: catches one that is right for low = 0 only
Says: returned (True|False) and raised nothing
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.randn(3)
    return bool(torch.allclose(candidate(x, 1, 5), torch.sigmoid(x) * 4 + 1))
