"""Multiplies every row by its entry, then adds the rows.

Why: the product written out.
"""


def one_hot_lookup(table, index):
    return (one_hot(index, len(table))[:, None] * table).sum(0)
