"""Grows with the logarithm.

Why: One bit a dimension.
Fails: rounds 1.6 * n ** 0.56 to the nearest whole number
Says: Step by step
"""

import math


def embedding_size(n_categories):
    return min(600, round(1.6 * math.log2(n_categories + 1)))
