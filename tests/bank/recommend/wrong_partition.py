"""Finds the best k and leaves them unsorted.

Why: argpartition is faster.
Fails: puts the movie with the highest score first
Says: unsorted|compare the two scores
"""

import numpy as np


def recommend(scores, seen, k=10):
    left = np.setdiff1d(np.arange(1, len(scores)), seen.numpy())
    values = -scores.numpy()[left]
    if k >= len(left):
        return left[np.argsort(values)].tolist()
    return left[np.argpartition(values, k)[:k]].tolist()
