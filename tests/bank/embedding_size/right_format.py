"""Rounded by a format.

Why: a format rounds.
"""


def embedding_size(n_categories):
    return min(600, int(f"{1.6 * n_categories**0.56:.0f}"))
