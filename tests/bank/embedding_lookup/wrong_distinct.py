"""Each row only once.

Why: unique, to read nothing twice.
Fails: returns the row of each index, in the order of the indices
Says: only once
"""


def embedding_lookup(table, indices):
    return table[indices.unique()]
