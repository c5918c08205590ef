"""Multiplies by the logarithm.

Why: the wrong side of the line.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: What does each add
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
