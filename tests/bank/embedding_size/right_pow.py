"""math.pow and a conditional expression.

Why: math has pow.
"""

from math import pow


def embedding_size(n_categories):
    width = round(1.6 * pow(n_categories, 0.56))
    return width if width < 600 else 600
