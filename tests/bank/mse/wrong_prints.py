"""Prints and goes on.

Why: a warning seemed enough.
Fails: raises a ValueError when the shapes differ
Says: nothing stops it
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        print("shapes differ")
    return ((predictions - targets) ** 2).mean()
