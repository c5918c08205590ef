"""Filters the order with torch.isin.

Why: all in tensors.
"""


def recommend(scores, seen, k=10):
    order = scores.sort(descending=True).indices
    order = order[(order != 0) & ~torch.isin(order, seen)]
    return order[:k].tolist()
