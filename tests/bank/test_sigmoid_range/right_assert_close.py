"""torch.testing.assert_close, which compares shapes and types too.

Why: it is what PyTorch's own tests are written with.
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.linspace(-100, 100, 201).view(3, 67)
    for low, high in [(1.0, 5.0), (-2.0, 7.5)]:
        given = x.clone()
        torch.testing.assert_close(candidate(given, low, high), low + (high - low) * torch.sigmoid(x))
        torch.testing.assert_close(given, x, rtol=0, atol=0)
