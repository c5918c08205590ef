"""Squares the mean.

Why: the brackets.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: taken first
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return (predictions - targets).mean() ** 2
