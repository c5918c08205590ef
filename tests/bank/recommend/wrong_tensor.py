"""Returns a tensor.

Why: that is what argsort gives.
Fails: returns a list of whole numbers
Says: returned a tensor of shape
"""


def recommend(scores, seen, k=10):
    order = scores.argsort(descending=True)
    return order[(order != 0) & ~torch.isin(order, seen)][:k]
