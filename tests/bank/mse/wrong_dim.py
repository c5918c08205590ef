"""Compares numbers of dimensions.

Why: (B,) has one, (B, 1) has two.
Fails: raises a ValueError when the shapes differ
Says: as many dimensions, and
"""


def mse(predictions, targets):
    if predictions.dim() != targets.dim():
        raise ValueError("not the same dimensions")
    return ((predictions - targets) ** 2).mean()
