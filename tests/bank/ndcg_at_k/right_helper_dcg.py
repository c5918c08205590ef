"""A helper of its own for DCG, asked for the list and for an ideal list of ones.

Why: That is how DCG is written in most public code.
"""


def dcg(gains):
    return sum(g / math.log2(i + 2) for i, g in enumerate(gains))


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("no relevant items")
    gains = [1 if m in relevant else 0 for m in recommended[:k]]
    ideal = [1] * min(len(relevant), k)
    return dcg(gains) / dcg(ideal)
