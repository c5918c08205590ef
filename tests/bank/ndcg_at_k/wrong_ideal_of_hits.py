"""Divides by the hits in the best order.

Why: the gains, sorted.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: hits in the best order
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    n = sum(m in relevant for m in recommended[:k])
    best = sum(1 / math.log2(r + 1) for r in range(1, n + 1))
    return gain / best if best else 0.0
