"""round with a number of digits gives a float.

Why: round(x, 0) says: no digits after the point.
Fails: returns an int
Says: gives a float again
"""


def embedding_size(n_categories):
    return min(600, round(1.6 * n_categories**0.56, 0))
