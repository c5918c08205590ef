"""Averages the rows.

Why: mean in place of sum.
Fails: returns the row at index, as a vector
Says: divided by n
"""


def one_hot_lookup(table, index):
    return (one_hot(index, len(table))[:, None] * table).mean(0)
