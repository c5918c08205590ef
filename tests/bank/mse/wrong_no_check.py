"""Computes without looking.

Why: the formula is all that was thought of.
Fails: raises a ValueError when the shapes differ
Says: nothing stops it
"""


def mse(predictions, targets):
    return ((predictions - targets) ** 2).mean()
