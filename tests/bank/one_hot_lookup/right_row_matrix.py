"""A matrix with one row, taken out again.

Why: matrix times matrix.
"""


def one_hot_lookup(table, index):
    return torch.mm(one_hot(index, len(table)).unsqueeze(0), table).squeeze(0)
