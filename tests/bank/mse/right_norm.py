"""The squared length over the number of entries.

Why: the sum of squares is the square of a norm.
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return torch.linalg.vector_norm(predictions - targets) ** 2 / targets.numel()
