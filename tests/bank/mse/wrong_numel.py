"""Compares numbers of entries.

Why: as many predictions as targets, that is the point.
Fails: raises a ValueError when the shapes differ
Says: as many entries, and still they
"""


def mse(predictions, targets):
    if predictions.numel() != targets.numel():
        raise ValueError("not as many")
    return ((predictions - targets) ** 2).mean()
