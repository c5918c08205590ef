"""Never more than half of the categories.

Why: A width above the number of rows is a waste.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: Step by step
"""


def embedding_size(n_categories):
    return min(600, max(1, n_categories // 2), round(1.6 * n_categories**0.56))
