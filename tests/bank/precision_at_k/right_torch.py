"""Counts with a tensor.

Why: everything else is a tensor here.
"""


def precision_at_k(recommended, relevant, k=10):
    hits = torch.tensor([movie in relevant for movie in recommended[:k]], dtype=torch.float64)
    return (hits.sum() / k).item()
