"""The fourth root, another library's rule.

Why: six times the fourth root.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: Step by step
"""


def embedding_size(n_categories):
    return min(600, round(6 * n_categories**0.25))
