"""Counts ranks from 0 and adds 2.

Why: enumerate's default.
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(i + 2) for i, m in enumerate(recommended[:k]) if m in relevant)
    best = sum(1 / math.log2(i + 2) for i in range(min(k, len(relevant))))
    return gain / best
