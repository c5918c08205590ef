"""Sorts the caller's indices in place.

Why: memory is read faster in order; the rows are put back afterwards.
Fails: keeps its shape for a batch of one and of none
Says: changed `indices` itself
"""


def embedding_lookup(table, indices):
    ordered, back = torch.sort(indices)
    rows = table[ordered][torch.argsort(back)]
    indices.copy_(ordered)
    return rows
