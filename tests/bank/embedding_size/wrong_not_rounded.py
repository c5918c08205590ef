"""No rounding at all.

Why: the limit was the last thing on the mind.
Fails: returns an int
Says: is it rounded
"""


def embedding_size(n_categories):
    return min(600, 1.6 * n_categories**0.56)
