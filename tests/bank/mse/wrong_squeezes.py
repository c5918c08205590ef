"""Squeezes both.

Why: a helpful function repairs what it gets.
Fails: raises a ValueError when the shapes differ
Says: reshaped to fit
"""


def mse(predictions, targets):
    predictions, targets = predictions.squeeze(), targets.squeeze()
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
