"""Only low = 0.

Why: the lesson's ranges are (0, 5) and (0, 5.5).
Fails: catches one that is right for low = 0 only
Says: With which other low
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.tensor([[-100.0, -2.0, 0.0], [0.5, 2.0, 100.0]])
    for high in (1, 5.5):
        got = candidate(x, 0, high)
        assert got.shape == x.shape
        assert torch.allclose(got, torch.sigmoid(x) * high, atol=1e-5)
    assert x[0, 1] == -2 and x[0, 0] == -100 and x[1, 0] == 0.5
