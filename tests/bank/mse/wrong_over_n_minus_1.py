"""Divides by n - 1.

Why: as the sample variance does.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: n - 1
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).sum() / (predictions.numel() - 1)
