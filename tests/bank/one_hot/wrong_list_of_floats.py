"""A list of floats.

Why: a list has positions too.
Fails: returns a float32 vector of length n
Says: what turns it into one
"""


def one_hot(index, n):
    vector = [0.0] * n
    vector[index] = 1.0
    return vector
