"""Writes the limit as a float.

Why: 1.6 and 0.56 are floats, so 600.0 looks tidy.
Fails: never exceeds 600
Says: limit written as a float
"""


def embedding_size(n_categories):
    return min(600.0, round(1.6 * n_categories**0.56))
