"""Divides by a best list of all relevant movies.

Why: min(k, …) is forgotten.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: the list has . places
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(1 / math.log2(r + 1) for r in range(1, len(relevant) + 1))
    return gain / best
