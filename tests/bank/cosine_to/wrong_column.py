"""Keeps a dimension of size 1.

Why: a matrix product with a column gives a column.
Fails: returns one number for each movie
Says: dimension of size 1
"""


def cosine_to(factors, index):
    lengths = factors.norm(dim=1, keepdim=True)
    return factors @ factors[index][:, None] / (lengths * lengths[index])
