"""Works with tensors.

Why: cumsum gives every best possible at once.
"""


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    ranks = torch.arange(1, k + 1, dtype=torch.float64)
    discounts = 1 / torch.log2(ranks + 1)
    hits = torch.zeros(k, dtype=torch.float64)
    for i, m in enumerate(recommended[:k]):
        hits[i] = m in relevant
    best = discounts.cumsum(0)[min(k, len(relevant)) - 1]
    return ((hits * discounts).sum() / best).item()
