"""Keeps the row by torch.where and adds up the rest, zeros.

Why: no multiplication at all.
Fails: is a product, in which every row takes part
Says: or by a mask
"""


def one_hot_lookup(table, index):
    keep = one_hot(index, table.shape[0]).bool()
    return torch.where(keep[:, None], table, torch.zeros_like(table)).sum(0)
