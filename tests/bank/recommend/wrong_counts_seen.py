"""Counts what is left by the length of `seen`.

Why: so many were seen.
Fails: returns fewer where fewer are left
Says: counted twice
"""

import math


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen] = -math.inf
    masked[0] = -math.inf
    left = len(scores) - len(seen) - 1
    return masked.topk(max(0, min(k, left))).indices.tolist()
