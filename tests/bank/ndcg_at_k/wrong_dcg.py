"""Returns the DCG.

Why: normalising is forgotten.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: That is the DCG
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    return gain
