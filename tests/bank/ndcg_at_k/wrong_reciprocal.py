"""Discounts by the rank itself.

Why: that is the reciprocal rank.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: not its logarithm
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / r for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(1 / r for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
