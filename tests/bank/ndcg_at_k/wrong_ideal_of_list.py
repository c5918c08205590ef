"""Divides by a list as short as this one.

Why: min(len(recommended), …).
Fails: knows the best possible: k hits, or as many as are relevant
Says: as short as this one|Divided|divided
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    n = min(k, len(recommended), len(relevant))
    best = sum(1 / math.log2(r + 1) for r in range(1, n + 1))
    return gain / best if best else 0.0
