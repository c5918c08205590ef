"""fastai's older rule: half of the categories, at most 50.

Why: it stands in the first editions.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: another rule of thumb
"""


def embedding_size(n_categories):
    return min(50, (n_categories + 1) // 2)
