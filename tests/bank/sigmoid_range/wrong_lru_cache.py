"""Keeps results by `lru_cache`.

Why: the same scores come again and again.
Fails: stays inside the range however large x is
Says: lru_cache
"""

from functools import lru_cache


@lru_cache
def sigmoid_range(x, low, high):
    return torch.sigmoid(x) * (high - low) + low
