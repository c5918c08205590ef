"""Has 5 as its default.

Why: top five lists.
Fails: takes k = 10 where none is given
Says: which number stands
"""

import math


def ndcg_at_k(recommended, relevant, k=5):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended[:k], 1) if m in relevant)
    best = sum(1 / math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
