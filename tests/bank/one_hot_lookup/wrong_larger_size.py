"""A one-hot vector of the larger of the two sizes.

Why: a table has more rows than columns, as a rule.
Fails: returns the row at index, as a vector
Says: sizes that meet in a product
"""


def one_hot_lookup(table, index):
    return one_hot(index, max(table.shape)) @ table
