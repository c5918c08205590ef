"""Sorts the gains of an ideal list.

Why: as the definition for graded relevance has it.
"""

import math


def dcg(gains):
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def ndcg_at_k(recommended, relevant, k=10):
    if len(relevant) < 1:
        raise ValueError("NDCG needs something relevant")
    gains = [1 if movie in relevant else 0 for movie in recommended][:k]
    ideal = ([1] * len(relevant))[:k]
    return dcg(gains) / dcg(ideal)
