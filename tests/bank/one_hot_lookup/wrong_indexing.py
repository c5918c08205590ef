"""Indexes the row.

Why: gives the same numbers, and that is the next exercise.
Fails: is a product, in which every row takes part
Says: picked out by its index
"""


def one_hot_lookup(table, index):
    return table[index]
