"""Keeps results by `lru_cache`.

Why: the same look-up comes again and again.
Fails: returns the row at index, as a vector
Says: lru_cache
"""

from functools import lru_cache


@lru_cache
def one_hot_lookup(table, index):
    return one_hot(index, len(table)) @ table
