"""Prints and returns nothing.

Why: "refuses" was taken for "does nothing".
Fails: raises a ValueError when the shapes differ
Says: lets its caller go on
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        print("shapes differ")
        return None
    return ((predictions - targets) ** 2).mean()
