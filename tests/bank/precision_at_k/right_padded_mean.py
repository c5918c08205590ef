"""Hits, filled up with misses to k places, and their mean.

Why: An empty place is no hit: so it is one, and False.
"""

import numpy as np


def precision_at_k(recommended, relevant, k=10):
    hits = [m in relevant for m in recommended[:k]]
    hits += [False] * (k - len(hits))
    return float(np.mean(hits))
