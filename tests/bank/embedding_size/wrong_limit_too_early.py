"""Says 600 from 30,000 categories on.

Why: the limit was found by trying some numbers.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: still below 600
"""


def embedding_size(n_categories):
    return 600 if n_categories >= 30_000 else round(1.6 * n_categories**0.56)
