"""Brackets around the factor and n.

Why: brackets seemed safer.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: brackets too many
"""


def embedding_size(n_categories):
    return min(600, round((1.6 * n_categories) ** 0.56))
