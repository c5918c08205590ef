"""A list of ints as the index.

Why: one indexing operation as well.
"""


def embedding_lookup(table, indices):
    return table[indices.tolist(), :]
