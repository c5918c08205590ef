"""lru_cache.

Why: vectors that were asked for before cost nothing.
Fails: holds a single 1, at index
Says: is it kept
"""

from functools import lru_cache


@lru_cache(maxsize=None)
def one_hot(index, n):
    vector = torch.zeros(n)
    vector[index] = 1
    return vector
