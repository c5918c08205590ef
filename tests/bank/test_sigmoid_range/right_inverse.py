"""Goes back: the logit of the share of the range is x again.

Why: a property says more than one example.
"""

import torch


def close(a, b):
    return torch.allclose(a, b, atol=1e-3)


def test_sigmoid_range(candidate):
    x = torch.tensor([[-4.0, -0.5], [0.0, 2.5]], requires_grad=True)
    for low, high in ((-1.0, 1.0), (1.0, 5.0)):
        y = candidate(x, low, high)
        assert y.shape == x.shape
        share = (y - low) / (high - low)
        assert close(torch.logit(share), x)
        y.sum().backward()
        x.grad = None
        far = torch.tensor([-500.0, 500.0])
        assert close(candidate(far, low, high), torch.tensor([low, high]))
        far = torch.ones(3)
        candidate(far, low, high)
        assert far.tolist() == [1, 1, 1]
