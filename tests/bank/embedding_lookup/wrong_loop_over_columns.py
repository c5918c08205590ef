"""Looks up column by column.

Why: indexing a vector is what was shown first.
Fails: reads all rows in one indexing operation, without a product and without a loop
Says: columns are gone through one by one
"""


def embedding_lookup(table, indices):
    return torch.stack([table[:, j][indices] for j in range(table.shape[1])], dim=1)
