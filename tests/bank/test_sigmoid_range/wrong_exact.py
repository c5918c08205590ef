"""Compares floats with ==.

Why: it worked with whole numbers.
Fails: lets every right candidate through
Says: equality down to the last digit.*tolerance
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([[-100.0, -2.0, 0.0], [0.5, 2.0, 100.0]])
    for low, high in ((0, 5.5), (1, 5)):
        assert (candidate(x, low, high) == torch.sigmoid(x) * (high - low) + low).all()
