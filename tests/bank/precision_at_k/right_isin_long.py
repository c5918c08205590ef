"""torch.isin on two long tensors.

Why: Dtype=torch.long, since an empty list would be float.
"""


def precision_at_k(recommended, relevant, k=10):
    top = torch.tensor(recommended[:k], dtype=torch.long)
    good = torch.tensor(sorted(relevant), dtype=torch.long)
    return torch.isin(top, good).sum().item() / k
