"""linalg.multi_dot.

Why: A chain of two.
"""


def one_hot_lookup(table, index):
    return torch.linalg.multi_dot([one_hot(index, table.size(dim=0)), table])
