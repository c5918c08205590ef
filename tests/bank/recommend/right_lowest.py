"""Puts the hidden ones behind the finite minimum and cuts by their number.

Why: counts how many are left.
"""


def recommend(scores, seen, k=10):
    hidden = torch.cat([seen, torch.zeros(1, dtype=torch.long)]).unique()
    masked = scores.index_fill(0, hidden, torch.finfo(scores.dtype).min)
    return masked.argsort(descending=True)[: min(k, len(scores) - len(hidden))].tolist()
