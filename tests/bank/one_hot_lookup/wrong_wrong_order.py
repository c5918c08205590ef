"""The table on the left.

Why: written as matrix times vector; with a square table it runs and gives a column.
Fails: returns the row at index, as a vector
Says: That is a column
"""


def one_hot_lookup(table, index):
    return table @ one_hot(index, len(table))
