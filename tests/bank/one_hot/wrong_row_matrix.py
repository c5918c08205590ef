"""A matrix with one row.

Why: torch.zeros(1, n), ready for a matrix product.
Fails: returns a float32 vector of length n
Says: matrix with one row
"""


def one_hot(index, n):
    vector = torch.zeros(1, n)
    vector[0, index] = 1
    return vector
