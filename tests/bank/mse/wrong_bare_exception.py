"""Raises an Exception.

Why: which kind did not seem to matter.
Fails: raises a ValueError when the shapes differ
Says: of another kind
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise Exception("shapes differ")
    return ((predictions - targets) ** 2).mean()
