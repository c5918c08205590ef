"""One-hot rows times the table, without its NaNs.

Why: the product with NaN gives NaN.
Fails: reads all rows in one indexing operation, without a product and without a loop
Says: whole table
"""


def embedding_lookup(table, indices):
    hot = torch.nn.functional.one_hot(indices, len(table)).to(table.dtype)
    return hot @ torch.nan_to_num(table)
