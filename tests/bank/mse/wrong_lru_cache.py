"""Keeps results by `lru_cache`.

Why: the same pair comes again and again.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: lru_cache
"""

from functools import lru_cache


@lru_cache
def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
