"""Compares by identity.

Why: "is not" reads like English.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: same object
"""


def mse(predictions, targets):
    if predictions.shape is not targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
