"""Takes log2 of the rank and no discount at rank 1.

Why: the first form in the old paper.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: first two places count alike
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")

    def d(r):
        return 1 / max(1.0, math.log2(r))

    gain = sum(d(r) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(d(r) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
