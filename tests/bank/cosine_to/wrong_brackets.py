"""Divides by one length and multiplies by the other.

Why: `a / b * c` is read as `a / (b * c)`.
Fails: gives the cosine of the angle between the vectors
Says: from left to right
"""


def cosine_to(factors, index):
    lengths = factors.norm(dim=1)
    return factors @ factors[index] / lengths * lengths[index]
