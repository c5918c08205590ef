"""Takes the index for the length, and the length for the place.

Why: mixed up.
Fails: returns a float32 vector of length n
Says: which of the two arguments is which
"""


def one_hot(index, n):
    vector = torch.zeros(index)
    vector[n] = 1
    return vector
