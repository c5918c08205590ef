"""Only properties: inside the range, and rising.

Why: properties hold for every x.
Fails: catches one that is right for low = 0 only
Says: does it compare with the right number
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.linspace(-5, 5, 11)
    for low, high in ((0, 5), (-3, 9)):
        out = candidate(x, low, high)
        assert ((out >= low - 1e-6) & (out <= high + 1e-6)).all()
        assert (out[1:] > out[:-1]).all()
    out = candidate(x, 1.0, 4.0)
    assert ((out >= 0) & (out <= 10)).all()
