"""Sums over both dimensions.

Why: sum() without a dimension.
Fails: returns the row at index, as a vector
Says: single number
"""


def one_hot_lookup(table, index):
    return (one_hot(index, len(table))[:, None] * table).sum()
