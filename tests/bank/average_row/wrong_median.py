"""The median.

Why: The middle row, so to speak.
Fails: gives the mean of all rows but row 0
Says: median|by hand
"""


def average_row(table):
    return table[1:].median(dim=0).values.detach()
