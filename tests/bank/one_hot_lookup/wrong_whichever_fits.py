"""Tries one order, and the other if it is refused.

Why: got rid of the error without asking for its reason.
Fails: returns the row at index, as a vector
Says: That is a column
"""


def one_hot_lookup(table, index):
    vector = one_hot(index, len(table))
    try:
        return table @ vector
    except RuntimeError:
        return vector @ table
