"""Lets Python complain.

Why: there is an error by itself.
Fails: raises a ValueError where nothing is relevant
Says: It comes by itself
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(1 / math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
