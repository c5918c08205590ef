"""Leaves the 1.6 out.

Why: the power is the part that needs thought.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: factor in front
"""


def embedding_size(n_categories):
    return min(600, round(n_categories**0.56))
