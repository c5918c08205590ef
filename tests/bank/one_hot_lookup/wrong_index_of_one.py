"""Finds the 1 again and indexes with it.

Why: uses the one-hot vector, but not in a product.
Fails: is a product, in which every row takes part
Says: picked out
"""


def one_hot_lookup(table, index):
    return table[one_hot(index, len(table)).argmax()]
