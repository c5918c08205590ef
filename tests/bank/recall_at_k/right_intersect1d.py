"""np.intersect1d on arrays.

Why: An empty list makes a float array, which has nothing in common with any.
"""

import numpy as np


def recall_at_k(recommended, relevant, k=10):
    if len(relevant) == 0:
        raise ValueError("relevant must not be empty")
    return np.intersect1d(np.array(recommended[:k]), np.array(list(relevant))).size / len(relevant)
