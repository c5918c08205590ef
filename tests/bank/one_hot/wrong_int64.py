r"""F.one_hot as it is.

Why: it returns whole numbers.
Fails: returns a float32 vector of length n
Says: whole numbers[\s\S]*refuses two dtypes
"""


def one_hot(index, n):
    return torch.nn.functional.one_hot(torch.tensor(index), n)
