"""Returns a list of tensors.

Why: list() of a tensor.
Fails: returns a list of whole numbers
Says: tensors themselves
"""


def recommend(scores, seen, k=10):
    order = scores.argsort(descending=True)
    return list(order[(order != 0) & ~torch.isin(order, seen)][:k])
