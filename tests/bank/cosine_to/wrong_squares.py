"""Forgets the square root.

Why: the length was written as the sum of squares.
Fails: gives the cosine of the angle between the vectors
Says: square root
"""


def cosine_to(factors, index):
    squares = (factors**2).sum(dim=1)
    return factors @ factors[index] / (squares * squares[index])
