"""An empty batch answered by hand, in one dimension.

Why: an early return for the empty case.
Fails: keeps its shape for a batch of one and of none
Says: second size
"""


def embedding_lookup(table, indices):
    if len(indices) == 0:
        return torch.tensor([])
    return table[indices]
