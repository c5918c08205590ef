"""A row of an identity matrix of 1000, cut to length.

Why: a thousand is plenty.
Fails: holds a single 1, at index
Says: a size of its own
"""


def one_hot(index, n):
    return torch.eye(1000)[index, :n]
