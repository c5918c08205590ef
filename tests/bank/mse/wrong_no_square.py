"""Forgets the square.

Why: the mean difference looks like an error.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: without a square
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return (predictions - targets).mean()
