"""Halves it.

Why: the factor 1/2 of many textbooks.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: half of it
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean() / 2
