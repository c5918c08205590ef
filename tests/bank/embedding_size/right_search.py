"""Counts up while the next width is nearer.

Why: a loop needs no rounding function.
"""


def embedding_size(n_categories):
    wanted = 1.6 * n_categories**0.56
    width = 0
    while width < 600 and abs(width + 1 - wanted) < abs(width - wanted):
        width += 1
    return width
