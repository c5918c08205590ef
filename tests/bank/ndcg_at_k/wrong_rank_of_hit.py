"""Numbers the hits, not the places.

Why: enumerates what was found.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: hits are numbered
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    hits = [m for m in recommended[:k] if m in relevant]
    gain = sum(1 / math.log2(r + 1) for r, _ in enumerate(hits, 1))
    best = sum(1 / math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
