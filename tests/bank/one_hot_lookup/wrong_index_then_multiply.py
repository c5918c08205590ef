"""Indexes, then multiplies by 1.

Why: to have a product in it.
Fails: is a product, in which every row takes part
Says: picked out
"""


def one_hot_lookup(table, index):
    return table[index] * one_hot(index, len(table))[index]
