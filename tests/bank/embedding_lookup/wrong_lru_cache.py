"""Keeps results by `lru_cache`.

Why: the same look-up comes again and again.
Fails: keeps its shape for a batch of one and of none
Says: lru_cache
"""

from functools import lru_cache


@lru_cache
def embedding_lookup(table, indices):
    return table[indices]
