"""With its graph.

Why: A mean is a mean.
Fails: leads back to no table, and leaves it as it is
Says: with a graph
"""


def average_row(table):
    return table[1:].mean(dim=0)
