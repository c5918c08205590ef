"""index_select along dimension 0.

Why: says which dimension is meant.
"""


def embedding_lookup(table, indices):
    return torch.index_select(table, 0, indices)
