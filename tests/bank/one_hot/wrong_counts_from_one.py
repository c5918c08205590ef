"""The first position is 1.

Why: positions counted as in a table on paper; for index 0 it wraps round.
Fails: holds a single 1, at index
Says: too early
"""


def one_hot(index, n):
    vector = torch.zeros(n)
    vector[index - 1] = 1
    return vector
