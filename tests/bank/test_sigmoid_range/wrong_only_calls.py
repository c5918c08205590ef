"""Calls the candidate and looks at nothing.

Why: if it runs, it works.
Fails: catches one that is right for low = 0 only
Says: returned without an error. It had asked: `candidate.tensor.*, 1, 5.`
"""

import torch


def test_sigmoid_range(candidate):
    candidate(torch.randn(3), 1, 5)
