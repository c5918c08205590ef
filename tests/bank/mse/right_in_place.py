"""Squares in place, in a tensor of its own.

Why: the difference is new, so it may be overwritten.
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    difference = predictions - targets
    return difference.square_().mean()
