"""Gives small tables at most half as many columns as rows.

Why: a week has seven days, and five numbers for each seem many.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: Where does yours part from it
"""


def embedding_size(n_categories):
    width = min(600, round(1.6 * n_categories**0.56))
    return min(width, n_categories // 2) if 5 < n_categories < 100 else width
