"""Adds a large number to be safe.

Why: 1e-3 looks small, but short vectors have small products.
Fails: gives the cosine of the angle between the vectors
Says: added to the lengths
"""


def cosine_to(factors, index):
    lengths = factors.norm(dim=1)
    return factors @ factors[index] / (lengths * lengths[index] + 1e-3)
