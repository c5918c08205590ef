"""Returns a set.

Why: sets subtract easily.
Fails: returns a list of whole numbers
Says: returned a set
"""


def recommend(scores, seen, k=10):
    order = scores.argsort(descending=True)
    return set(order[(order != 0) & ~torch.isin(order, seen)][:k].tolist())
