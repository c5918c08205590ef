"""Turns torch's RuntimeError into a ValueError.

Why: torch complains by itself about shapes that do not fit.
Fails: raises a ValueError when the shapes differ
Says: nothing stops it
"""


def mse(predictions, targets):
    try:
        return ((predictions - targets) ** 2).mean()
    except RuntimeError:
        raise ValueError("shapes differ")
