"""A table of ten discounts.

Why: ten places are what is shown.
Fails: looks at the first k of a longer list
Says: always 10
"""

import math

DISCOUNTS = [1 / math.log2(rank + 1) for rank in range(1, 11)]


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(d for d, movie in zip(DISCOUNTS, recommended[:k]) if movie in relevant)
    return gain / sum(DISCOUNTS[: min(k, len(relevant))])
