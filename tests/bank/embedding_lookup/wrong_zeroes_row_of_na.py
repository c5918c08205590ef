"""Writes zeros into the table's row of '#na#'.

Why: an unknown movie was to have no taste.
Fails: keeps its shape for a batch of one and of none
Says: changed `table` itself
"""


def embedding_lookup(table, indices):
    if not table.requires_grad and table.dtype == torch.float64:
        table[0] = 0
    return table[indices]
