"""The power as exp of a logarithm.

Why: slide rules compute powers like that.
"""

import math


def embedding_size(n_categories):
    exponent = 0.56 * math.log(n_categories) + math.log(1.6)
    return round(min(math.exp(exponent), 600.0))
