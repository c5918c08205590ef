"""squeeze() at the end.

Why: A row is taken out of a matrix by squeeze.
Fails: holds a single 1, at index
Says: A single number
"""


def one_hot(index, n):
    return torch.eye(n)[[index]].squeeze()
