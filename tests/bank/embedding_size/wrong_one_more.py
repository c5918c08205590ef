"""Adds one for '#na#'.

Why: '#na#' seemed to be missing from the count.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: one category more
"""


def embedding_size(n_categories):
    return min(600, round(1.6 * (n_categories + 1) ** 0.56))
