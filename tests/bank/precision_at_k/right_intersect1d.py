"""np.intersect1d counts what both have.

Why: A set operation on arrays.
"""

import numpy as np


def precision_at_k(recommended, relevant, k=10):
    return np.intersect1d(recommended[:k], list(relevant)).size / k
