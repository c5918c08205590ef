"""Forgets the limit.

Why: neither of the lesson's tables comes near it.
Fails: never exceeds 600
Says: Is the width limited
"""


def embedding_size(n_categories):
    return round(1.6 * n_categories**0.56)
