"""table[indices, ...].

Why: the second dimension is made visible.
"""


def embedding_lookup(table, indices):
    return table[indices, ...].contiguous()
