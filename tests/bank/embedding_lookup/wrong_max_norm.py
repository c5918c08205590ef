"""F.embedding with max_norm.

Why: limits the rows' length, in the caller's table.
Fails: returns the row of each index, in the order of the indices
Says: max_norm
"""


def embedding_lookup(table, indices):
    return torch.nn.functional.embedding(indices, table, max_norm=1.0)
