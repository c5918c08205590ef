"""Cut off by detach.

Why: copied from a cell that plotted the table.
Fails: lets gradients reach the table, and adds them up for a row that is used twice
Says: way back to the table is cut
"""


def embedding_lookup(table, indices):
    return table.detach()[indices]
