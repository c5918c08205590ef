"""The whole sum less row 0.

Why: Row 0 is subtracted again.
"""


def average_row(table):
    t = table.detach()
    return (t.sum(dim=0) - t[0]) / (len(t) - 1)
