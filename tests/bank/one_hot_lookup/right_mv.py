"""The table transposed, times a vector.

Why: mv wants the matrix first.
"""


def one_hot_lookup(table, index):
    return torch.mv(table.t(), one_hot(index, len(table)))
