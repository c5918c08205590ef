"""Takes hits out of the caller's set.

Why: so that none counts twice.
Fails: leaves the list and the set as they are
Says: changed the set `relevant` itself
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    n = len(relevant)
    gain = 0.0
    for r, m in enumerate(recommended[:k], 1):
        if m in relevant:
            relevant.remove(m)
            gain += 1 / math.log2(r + 1)
    return gain / sum(1 / math.log2(r + 1) for r in range(1, min(k, n) + 1))
