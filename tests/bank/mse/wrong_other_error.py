"""Raises a TypeError.

Why: the tensors are of the wrong "type".
Fails: raises a ValueError when the shapes differ
Says: of another kind
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise TypeError("shapes differ")
    return ((predictions - targets) ** 2).mean()
