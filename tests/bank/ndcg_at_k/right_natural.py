"""Uses the natural logarithm in both sums.

Why: the base cancels.
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log(i + 2) for i, m in enumerate(recommended[:k]) if m in relevant)
    best = sum(1 / math.log(i + 2) for i in range(min(k, len(relevant))))
    return gain / best
