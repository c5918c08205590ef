"""Ignores k.

Why: the lesson shows ten.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: always 10|the list has . places
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:10], 1) if m in relevant)
    best = sum(1 / math.log2(r + 1) for r in range(1, min(10, len(relevant)) + 1))
    return gain / best
