"""Raises when the shapes are equal.

Why: == in place of !=.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: when exactly is it true
"""


def mse(predictions, targets):
    if predictions.shape == targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
