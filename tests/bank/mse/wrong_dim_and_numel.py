"""Compares dimensions and entries, not the shape.

Why: two tests must be enough.
Fails: raises a ValueError when the shapes differ
Says: as many dimensions and as many entries
"""


def mse(predictions, targets):
    if predictions.dim() != targets.dim() or predictions.numel() != targets.numel():
        raise ValueError("not the same")
    return ((predictions - targets) ** 2).mean()
