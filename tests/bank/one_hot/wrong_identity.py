"""The whole identity matrix.

Why: the row was forgotten.
Fails: returns a float32 vector of length n
Says: identity matrix
"""


def one_hot(index, n):
    return torch.eye(n)
