"""lru_cache on the function.

Why: the same column is encoded twice, so the first answer was to be kept.
Fails: returns a list that starts with '#na#'
Says: as `lru_cache` takes every argument
"""

from functools import lru_cache


@lru_cache(maxsize=None)
def build_vocab(values):
    return ["#na#", *sorted(set(values))]
