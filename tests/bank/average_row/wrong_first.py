"""Row 0 itself.

Why: Row 0 is for the unknown.
Fails: gives the mean of all rows but row 0
Says: belongs to nobody
"""


def average_row(table):
    return table[0].detach().clone()
