"""A name that is not there.

Why: a typing error.
Fails: lets every right candidate through
Says: NameError.*tensr
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([1.0])
    assert torch.allclose(candidate(x, 1, 5), tensr([3.924234]))
