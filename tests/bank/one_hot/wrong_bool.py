r"""The comparison as it is.

Why: True and False look like 1 and 0.
Fails: returns a float32 vector of length n
Says: bool[\s\S]*True and False
"""


def one_hot(index, n):
    return torch.arange(n) == index
