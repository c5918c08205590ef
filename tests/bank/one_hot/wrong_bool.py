r"""The comparison as it is.

Why: True and False look like 1 and 0.
Fails: returns a float32 vector of length n
Says: True and False[\s\S]*refuses two dtypes
"""


def one_hot(index, n):
    return torch.arange(n) == index
