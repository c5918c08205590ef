"""Squares the root of the mean.

Why: the loss that was there took the root, and a square undoes it.
Fails: lets the gradient reach the predictions, and changes neither argument
Says: infinite slope
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean().sqrt() ** 2
