"""Computes in float64.

Why: more digits cannot hurt.
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x.double()) * (high - low) + low
