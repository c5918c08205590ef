"""Sorts the indices first.

Why: neighbouring rows are read faster.
Fails: returns the row of each index, in the order of the indices
Says: sorted by index
"""


def embedding_lookup(table, indices):
    return table[indices.sort().values]
