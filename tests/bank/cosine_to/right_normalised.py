"""Rows of length 1 first, then one product.

Why: after normalising, a dot product is a cosine.
"""


def cosine_to(factors, index):
    units = nn.functional.normalize(factors, dim=1)
    return units @ units[index]
