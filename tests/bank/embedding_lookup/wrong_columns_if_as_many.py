"""Takes columns where there are as many indices as rows.

Why: a square table was to be told from others, and the wrong sizes are compared.
Fails: returns the row of each index, in the order of the indices
Says: where there are as many as rows
"""


def embedding_lookup(table, indices):
    if table.shape[1] < len(indices) == table.shape[0]:
        return table.T[:, : len(indices)].T
    return table[indices]
