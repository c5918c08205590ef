"""Takes one number for another, with a dimension or without.

Why: `(1,)` and `()` hold as much.
Fails: raises a ValueError when the shapes differ
Says: (?s)predictions: \(1,\), targets: \(\).*as many entries
"""


def mse(predictions, targets):
    single = predictions.numel() == 1 and targets.dim() == 0
    if predictions.shape != targets.shape and not single:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
