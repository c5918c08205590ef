"""max in place of min.

Why: "at most" was read as max.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: `max` gives the larger
"""


def embedding_size(n_categories):
    return max(600, round(1.6 * n_categories**0.56))
