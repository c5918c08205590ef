"""vmap over the indices.

Why: A loop without a loop.
Fails: reads all rows in one indexing operation, without a product and without a loop
Says: touches rows that nobody asked for
"""


def embedding_lookup(table, indices):
    return torch.vmap(lambda i: one_hot_row(i, table) @ table)(indices)


def one_hot_row(i, table):
    return (torch.arange(table.shape[0]) == i).to(table.dtype)
