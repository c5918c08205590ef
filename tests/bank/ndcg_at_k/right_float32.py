"""The same in float32.

Why: Torch's own dtype is precise enough for a measure.
"""


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("empty")
    weights = 1 / torch.log2(torch.arange(2, k + 2).float())
    hits = torch.zeros(k)
    for i, m in enumerate(recommended[:k]):
        hits[i] = m in relevant
    return float((hits * weights).sum() / weights[: min(k, len(relevant))].sum())
