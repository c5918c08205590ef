"""torch.equal, one range, one vector.

Why: `equal` sounds right.
Fails: lets every right candidate through
Says: equality down to the last digit
"""

import torch


def test_sigmoid_range(candidate):
    x = torch.linspace(-3, 3, 40)
    assert torch.equal(candidate(x, 0, 5.5), torch.sigmoid(x) * 5.5)
