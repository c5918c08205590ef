"""A row of the identity matrix.

Why: that matrix holds every one-hot vector of its length.
"""


def one_hot(index, n):
    return torch.eye(n)[index]
