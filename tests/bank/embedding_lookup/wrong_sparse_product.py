"""A sparse one-hot matrix times the table.

Why: a sparse product passes over the zeros.
Fails: reads all rows in one indexing operation, without a product and without a loop
Says: whole table
"""


def embedding_lookup(table, indices):
    b, n = len(indices), len(table)
    where = torch.stack([torch.arange(b), indices])
    hot = torch.sparse_coo_tensor(where, torch.ones(b, dtype=table.dtype), (b, n))
    return torch.sparse.mm(hot, table)
