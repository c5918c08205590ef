"""A product with one-hot vectors.

Why: the exercise before, for a whole batch.
Fails: reads all rows in one indexing operation, without a product and without a loop
Says: product with one-hot
"""


def embedding_lookup(table, indices):
    return torch.nn.functional.one_hot(indices, len(table)).to(table.dtype) @ table
