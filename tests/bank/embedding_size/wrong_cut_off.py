"""int() in place of round().

Why: int() is the shortest way to an int.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: cut the fraction off
"""


def embedding_size(n_categories):
    return min(600, int(1.6 * n_categories**0.56))
