"""Hits and weights as float64 tensors, one number at the end.

Why: The rest of the notebook is in torch.
"""


def ndcg_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError
    hits = torch.tensor([float(m in relevant) for m in recommended[:k]], dtype=torch.float64)
    weights = 1 / torch.log2(torch.arange(k, dtype=torch.float64) + 2)
    return ((hits * weights[: len(hits)]).sum() / weights[: len(relevant)].sum()).item()
