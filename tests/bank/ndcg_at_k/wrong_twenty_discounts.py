"""Has the discounts of twenty places in a table.

Why: nobody looks further down a list.
Fails: looks at the first k of a longer list
Says: expected
"""

DISCOUNTS = [1 / math.log2(rank + 1) for rank in range(1, 21)]


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    gain = sum(d for d, movie in zip(DISCOUNTS, recommended[:k]) if movie in relevant)
    return gain / sum(DISCOUNTS[: min(k, len(relevant))])
