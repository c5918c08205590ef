"""Has no discount.

Why: hits over possible hits.
Fails: adds 1 / log2(rank + 1) for each hit, and divides by the best possible
Says: where do the discounts come in
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    hits = sum(m in relevant for m in recommended[:k])
    return hits / min(k, len(relevant))
