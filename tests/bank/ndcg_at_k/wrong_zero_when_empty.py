"""Returns 0 where nothing is relevant.

Why: nothing was gained.
Fails: raises a ValueError where nothing is relevant
Says: what stops the caller
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        return 0.0
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(1 / math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
