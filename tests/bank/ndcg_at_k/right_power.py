"""Adds 2 ** gain - 1.

Why: the other form of the gain, the same for 0 and 1.
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum((2 ** int(m in relevant) - 1) / math.log(r + 1, 2) for r, m in enumerate(recommended[:k], 1))
    best = sum(1 / math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
