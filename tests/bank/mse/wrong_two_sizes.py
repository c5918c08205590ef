"""Compares the first two sizes.

Why: there is nothing beyond rows and columns.
Fails: raises a ValueError when the shapes differ
Says: (?s)\(2, 3, 1\).*Both have as many dimensions
"""


def mse(predictions, targets):
    if predictions.dim() != targets.dim() or predictions.shape[:2] != targets.shape[:2]:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
