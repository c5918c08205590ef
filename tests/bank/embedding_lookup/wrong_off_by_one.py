"""Indices counted from 1.

Why: ids start at 1; index 0 wraps round to the last row.
Fails: returns the row of each index, in the order of the indices
Says: the one before
"""


def embedding_lookup(table, indices):
    return table[indices - 1]
