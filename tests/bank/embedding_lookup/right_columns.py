"""The columns of the transposed table, transposed back.

Why: rows are the transposed table's columns.
"""


def embedding_lookup(table, indices):
    return table.T[:, indices].T
