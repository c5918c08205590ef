"""addmv on zeros.

Why: BLAS by its name.
"""


def one_hot_lookup(table, index):
    n, d = table.shape
    return torch.addmv(torch.zeros(d, dtype=table.dtype), table.t(), one_hot(index, n).to(table.dtype))
