"""Collects what is wrong and says it at the end.

Why: wants to see all that is wrong, not the first of it only.
"""

import math

import torch


def test_sigmoid_range(candidate):
    wrong = []

    def see(name, holds):
        if not bool(holds):
            wrong.append(name)

    for low, high in ((1, 5), (0, 10)):
        x = torch.tensor([[0.0, 1.0, -1.0, 3.0], [-3.0, 90.0, -90.0, 400.0]])
        out = candidate(x, low, high)
        see("shape", out.shape == (2, 4))
        for value, given in zip(out.flatten().tolist(), [0, 1, -1, 3, -3, 90, -90, 400], strict=True):
            see(f"value at {given}", math.isclose(value, low + (high - low) / (1 + math.exp(-given)), abs_tol=1e-3))
        see("x kept", x[0, 1] == 1 and x[1, 3] == 400 and x[0, 2] == -1)
    if wrong:
        raise ValueError(", ".join(wrong))
