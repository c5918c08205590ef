"""Half precision.

Why: 0 and 1 need no more.
Fails: returns a float32 vector of length n
Says: which conversion is missing
"""


def one_hot(index, n):
    v = torch.zeros(n, dtype=torch.float16)
    v[index] = 1
    return v
