"""Squeezes the result.

Why: a squeeze() to be safe.
Fails: keeps its shape for a batch of one and of none
Says: squeeze
"""


def embedding_lookup(table, indices):
    return table[indices.unsqueeze(0)].squeeze()
