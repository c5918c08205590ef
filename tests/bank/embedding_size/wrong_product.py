"""A product in place of the power.

Why: one star too few.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: is a product
"""


def embedding_size(n_categories):
    return min(600, round(1.6 * n_categories * 0.56))
