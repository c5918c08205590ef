"""The exponent 0.5.

Why: 0.56 looks like a square root.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: square root
"""


def embedding_size(n_categories):
    return min(600, round(1.6 * n_categories**0.5))
