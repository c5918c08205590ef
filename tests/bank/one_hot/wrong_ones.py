"""0 and 1 have changed places.

Why: began with ones.
Fails: holds a single 1, at index
Says: changed places
"""


def one_hot(index, n):
    vector = torch.ones(n)
    vector[index] = 0
    return vector
