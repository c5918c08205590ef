"""At least 4.

Why: a vector of one number says little.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: No width is below 4
"""


def embedding_size(n_categories):
    return min(600, max(4, round(1.6 * n_categories**0.56)))
