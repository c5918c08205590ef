"""Fills empty places with misses and takes the mean.

Why: a mean over places.
"""

from statistics import fmean


def precision_at_k(recommended, relevant, k=10):
    hits = [1.0 if movie in relevant else 0.0 for movie in recommended[:k]]
    hits += [0.0] * (k - len(hits))
    return fmean(hits)
