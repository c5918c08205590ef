"""Cuts the fraction off with // 1.

Why: // gives whole numbers, so it looks like rounding.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: cut the fraction off
"""


def embedding_size(n_categories):
    return int(min(600, 1.6 * n_categories**0.56 // 1))
