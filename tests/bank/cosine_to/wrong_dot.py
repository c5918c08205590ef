"""Returns dot products.

Why: the lengths were forgotten.
Fails: gives the cosine of the angle between the vectors
Says: dot products: the lengths
"""


def cosine_to(factors, index):
    return factors @ factors[index]
