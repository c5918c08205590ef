"""Rounds the power, then multiplies and cuts.

Why: each step was made whole at once.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: how often does the rule round
"""


def embedding_size(n_categories):
    return min(600, int(1.6 * round(n_categories**0.56)))
