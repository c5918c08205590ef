"""Reshapes the predictions.

Why: a helpful function repairs what it gets.
Fails: raises a ValueError when the shapes differ
Says: reshaped to fit
"""


def mse(predictions, targets):
    return ((predictions.view_as(targets) - targets) ** 2).mean()
