"""Warns and goes on.

Why: torch only warns as well.
Fails: raises a ValueError when the shapes differ
Says: nothing stops it
"""

import warnings


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        warnings.warn("shapes differ")
    return ((predictions - targets) ** 2).mean()
