"""Adds up row by row, so a tensor without dimensions is an error.

Why: a loop over the ratings.
Fails: raises a ValueError when the shapes differ
Says: counts on a dimension
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    total = 0
    for p, t in zip(predictions, targets):
        total = total + ((p - t) ** 2).sum()
    return total / predictions.numel()
