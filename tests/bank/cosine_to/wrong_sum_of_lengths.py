"""Adds the lengths.

Why: a plus in place of a product.
Fails: gives the cosine of the angle between the vectors
Says: two lengths are added
"""


def cosine_to(factors, index):
    lengths = factors.norm(dim=1)
    return factors @ factors[index] / (lengths + lengths[index])
