"""Leaves out the last row.

Why: -1 is the row of the unknown, elsewhere.
Fails: gives the mean of all rows but row 0
Says: last row is left out
"""


def average_row(table):
    return table[:-1].mean(0).detach()
