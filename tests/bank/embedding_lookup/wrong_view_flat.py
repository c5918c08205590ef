"""Single entries by a view of the table.

Why: view needs contiguous memory.
Fails: keeps its shape for a batch of one and of none
Says: contiguous
"""


def embedding_lookup(table, indices):
    n, d = table.shape
    return table.view(-1)[indices[:, None] * d + torch.arange(d)]
