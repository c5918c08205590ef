"""Says 600 above 40,000 categories.

Why: 40,000 is a round number near the place.
Fails: never exceeds 600
Says: more than 600
"""


def embedding_size(n_categories):
    return 600 if n_categories > 40_000 else round(1.6 * n_categories**0.56)
