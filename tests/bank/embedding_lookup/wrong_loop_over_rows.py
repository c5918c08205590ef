"""Goes through the table and fills in each row where it is asked for.

Why: the loop is over the table, so it does not depend on the batch.
Fails: reads all rows in one indexing operation, without a product and without a loop
Says: rows of the table are gone through one by one
"""


def embedding_lookup(table, indices):
    out = torch.zeros(len(indices), table.shape[1], dtype=table.dtype)
    for i in range(len(table)):
        out[indices == i] = table[i]
    return out
