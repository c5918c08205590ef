"""Only x = 0 and numbers far out.

Why: these are the ones that can be worked out in the head.
Fails: catches one that is wrong between x = 0 and the ends
Says: Which x between those
"""

import torch


def test_sigmoid_range(candidate):
    for low, high in ((1, 5), (0, 5.5)):
        x = torch.tensor([[-100.0, 0.0, 100.0]] * 2)
        got = candidate(x, low, high)
        assert got.shape == (2, 3)
        assert torch.allclose(got, torch.tensor([low, (low + high) / 2, high]).float())
        assert x[1].tolist() == [-100, 0, 100]
