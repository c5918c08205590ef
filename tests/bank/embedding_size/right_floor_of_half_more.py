"""Rounding by hand, with math.

Why: this is how rounding is taught in many other languages.
"""

import math


def embedding_size(n_categories):
    return min(math.floor(1.6 * math.pow(n_categories, 0.56) + 0.5), 600)
