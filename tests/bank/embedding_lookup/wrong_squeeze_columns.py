"""squeeze of the whole result.

Why: it was copied from a model's output.
Fails: keeps its shape for a batch of one and of none
Says: a `squeeze\(\)` remove
"""


def embedding_lookup(table, indices):
    rows = table[indices.view(-1, 1) if indices.is_contiguous() else indices.reshape(-1, 1)]
    return rows.squeeze()
