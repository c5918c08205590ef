"""From the relevant movies: each one's place in the list.

Why: A set is gone through, and not the list.
"""


def ndcg_at_k(recommended, relevant, k=10):
    if relevant == set():
        raise ValueError("Nothing relevant!")
    top = list(recommended)[:k]
    ranks = [top.index(m) + 1 for m in relevant if m in top]
    best = range(1, min(k, len(relevant)) + 1)
    return sum(1 / math.log2(r + 1) for r in ranks) / sum(1 / math.log2(r + 1) for r in best)
