"""Uses intersect1d.

Why: arrays by habit.
"""

import numpy as np


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    found = np.intersect1d(recommended[:k], list(relevant))
    return len(found) / len(relevant)
