"""Takes log2(0 + 1).

Why: enumerate starts at 0.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: ZeroDivisionError
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(i + 1) for i, m in enumerate(recommended[:k]) if m in relevant)
    best = sum(1 / math.log2(i + 1) for i in range(min(k, len(relevant))))
    return gain / best
