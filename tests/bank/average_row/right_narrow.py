"""narrow leaves row 0 out.

Why: A view, without a slice.
"""


def average_row(table):
    return table.detach().narrow(0, 1, table.shape[0] - 1).mean(0)
