"""int of half more.

Why: how rounding was explained at school.
"""

import math


def embedding_size(n_categories):
    return min(math.trunc(1.6 * math.pow(n_categories, 0.56) + 0.5), 600)
