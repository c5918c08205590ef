"""math.isclose with its own tolerance, nine digits.

Why: took the default.
Fails: lets every right candidate through
Says: float64 results, or more digits than a float32 has
"""

import math

import torch


def test_sigmoid_range(candidate):
    for x in (-2.3, -0.4, 0.7, 1.9):
        got = candidate(torch.tensor(x), 1, 5.3).item()
        x = torch.tensor(x, dtype=torch.float32).item()
        assert math.isclose(got, 1 + 4.3 / (1 + math.exp(-x)))
