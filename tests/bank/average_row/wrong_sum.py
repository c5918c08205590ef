"""The sum.

Why: Forgot to divide.
Fails: gives the mean of all rows but row 0
Says: These are sums
"""


def average_row(table):
    return table[1:].sum(0).detach()
