"""Takes '#na#' out of the count.

Why: '#na#' is no user.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: one category fewer
"""


def embedding_size(n_categories):
    return min(600, round(1.6 * (n_categories - 1) ** 0.56))
