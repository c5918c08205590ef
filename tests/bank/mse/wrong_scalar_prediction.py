"""Compares the shapes only where the predictions have a dimension.

Why: a single number can be compared with every rating, as with a baseline.
Fails: raises a ValueError when the shapes differ
Says: (?s)predictions: \(\), targets: \(8,\).*Other pairs are refused
"""


def mse(predictions, targets):
    if predictions.dim() > 0 and predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
