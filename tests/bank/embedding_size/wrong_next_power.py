"""A power of two.

Why: powers of two are fast, one reads.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: power of two|powers of two
"""


def embedding_size(n_categories):
    width = round(1.6 * n_categories**0.56)
    return min(600, 1 << (width - 1).bit_length())
