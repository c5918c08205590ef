"""Multiplies the table itself.

Why: *= saves memory, and wipes out the caller's table.
Fails: returns the row at index, as a vector
Says: changed `table` itself
"""


def one_hot_lookup(table, index):
    table *= one_hot(index, len(table))[:, None]
    return table.sum(0)
