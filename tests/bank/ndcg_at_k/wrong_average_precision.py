"""Is the average precision.

Why: another measure with ranks.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: What does each add
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    hits, total = 0, 0.0
    for r, m in enumerate(recommended[:k], 1):
        if m in relevant:
            hits += 1
            total += hits / r
    return total / min(k, len(relevant))
