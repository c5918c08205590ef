"""Uses the vector as a mask.

Why: a boolean mask picks rows as well.
Fails: is a product, in which every row takes part
Says: mask
"""


def one_hot_lookup(table, index):
    return table[one_hot(index, len(table)).bool()].squeeze(0)
