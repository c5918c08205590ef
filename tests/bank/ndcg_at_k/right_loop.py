"""One loop for both sums.

Why: ranks are the same.
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = best = 0.0
    for rank in range(1, k + 1):
        discount = 1 / math.log2(1 + rank)
        if rank <= len(recommended) and recommended[rank - 1] in relevant:
            gain += discount
        if rank <= len(relevant):
            best += discount
    return gain / best
