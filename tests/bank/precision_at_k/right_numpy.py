"""Uses isin.

Why: arrays by habit.
"""

import numpy as np


def precision_at_k(recommended, relevant, k=10):
    return float(np.isin(recommended[:k], list(relevant)).sum() / k)
