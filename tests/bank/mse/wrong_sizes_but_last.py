"""Compares all dimensions but the last.

Why: the last one may be 1.
Fails: raises a ValueError when the shapes differ
Says: the two shapes themselves
"""


def mse(predictions, targets):
    if predictions.shape[:-1] != targets.shape[:-1]:
        raise ValueError("shapes")
    return ((predictions - targets) ** 2).mean()
