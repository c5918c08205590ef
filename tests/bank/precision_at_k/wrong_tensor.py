"""Returns a tensor.

Why: tensors everywhere.
Fails: returns the part of the k places that is relevant, a float
Says: returned a tensor
"""


def precision_at_k(recommended, relevant, k=10):
    hits = torch.tensor([m in relevant for m in recommended[:k]])
    return hits.sum() / k
