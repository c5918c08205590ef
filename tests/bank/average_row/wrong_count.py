"""Divided by n.

Why: len(table) is the number of rows.
Fails: gives the mean of all rows but row 0
Says: still counted
"""


def average_row(table):
    return (table[1:].sum(0) / len(table)).detach()
