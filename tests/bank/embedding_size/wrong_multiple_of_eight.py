"""The next multiple of 8.

Why: graphics cards like multiples of 8.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: multiples? of 8
"""


def embedding_size(n_categories):
    return min(600, (round(1.6 * n_categories**0.56) + 7) // 8 * 8)
