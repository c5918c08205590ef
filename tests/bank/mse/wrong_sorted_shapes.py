"""Compares the shapes as sets.

Why: order does not matter, one thinks.
Fails: raises a ValueError when the shapes differ
Says: expected a ValueError
"""


def mse(predictions, targets):
    if set(predictions.shape) != set(targets.shape):
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
