"""Returns a tensor.

Why: tensors everywhere.
Fails: returns the part of the relevant movies that is in the list, a float
Says: returned a tensor
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return torch.tensor(len(set(recommended[:k]) & relevant) / len(relevant))
