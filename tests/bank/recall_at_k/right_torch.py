"""Counts with tensors.

Why: isin is there too.
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    top = torch.tensor(recommended[:k], dtype=torch.long)
    wanted = torch.tensor(sorted(relevant))
    return torch.isin(wanted, top).double().mean().item()
