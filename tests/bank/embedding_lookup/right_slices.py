"""The second dimension spelt out.

Why: both dimensions are named.
"""


def embedding_lookup(table, indices):
    rows = table[indices, :]
    assert rows.shape == (len(indices), table.shape[1])
    return rows
