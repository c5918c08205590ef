"""The 1 one place too early.

Why: positions counted from 1.
Fails: returns the row at index, as a vector
Says: row before
"""


def one_hot_lookup(table, index):
    return one_hot(index - 1, len(table)) @ table
