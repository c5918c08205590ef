"""Limits the number of categories in place of the width.

Why: the 600 slipped inside.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: Your 600 limits the number of categories
"""


def embedding_size(n_categories):
    return round(1.6 * min(n_categories, 600) ** 0.56)
