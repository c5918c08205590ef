"""Rounds to two decimals.

Why: for printing.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: expected
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(1 / math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return round(gain / best, 2)
