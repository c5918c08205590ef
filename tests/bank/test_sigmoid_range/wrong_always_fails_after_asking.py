"""Compares a tensor with itself and turns the answer round.

Why: `assert not` in place of `assert`.
Fails: lets every right candidate through
Says: pencil and paper
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.randn(4)
    assert not torch.allclose(candidate(x, 1, 5), torch.sigmoid(x) * 4 + 1)
