"""A condition for every row of the table, and a sum.

Why: no product, no loop.
Fails: reads all rows in one indexing operation, without a product and without a loop
Says: whole table
"""


def embedding_lookup(table, indices):
    hot = indices[:, None] == torch.arange(len(table))
    return torch.where(hot[:, :, None], table[None], 0.0).sum(dim=1)
