"""Takes the norm of the whole table.

Why: norm() without a dimension is one number.
Fails: gives the cosine of the angle between the vectors
Says: one and the same length|over the whole table|whole table
"""


def cosine_to(factors, index):
    return factors @ factors[index] / (factors.norm() * factors[index].norm())
