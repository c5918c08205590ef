"""Looks at the result only.

Why: the result is what a function is for.
Fails: catches one that overwrites x
Says: look at after the call
"""

import torch


def test_sigmoid_range(candidate):
    for low, high in ((1, 5), (0, 5.5)):
        x = torch.tensor([[-100.0, -2.0, 0.0], [0.5, 2.0, 100.0]])
        wanted = torch.sigmoid(x) * (high - low) + low
        torch.testing.assert_close(candidate(x, low, high), wanted)
