"""Looks at the whole list.

Why: lists are k long, usually.
Fails: looks at the first k of a longer list
Says: where is the list cut
"""

import math


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(1 / math.log2(r + 1) for r, m in enumerate(recommended, 1) if m in relevant)
    best = sum(1 / math.log2(r + 1) for r in range(1, min(k, len(relevant)) + 1))
    return gain / best
