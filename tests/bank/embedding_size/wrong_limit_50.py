"""The limit of an older rule.

Why: old blog posts have min(50, ...).
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: No width is above 50
"""


def embedding_size(n_categories):
    return min(50, round(1.6 * n_categories**0.56))
