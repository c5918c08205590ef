"""The product made by NumPy.

Why: @ works there as well, and nobody asks for a gradient here.
"""


def one_hot_lookup(table, index):
    return torch.from_numpy(one_hot(index, len(table)).numpy() @ table.numpy())
