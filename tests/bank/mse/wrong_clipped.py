"""Cuts predictions off at 1 and 5 before it compares.

Why: ratings lie there.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: cut off
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions.clamp(1, 5) - targets) ** 2).mean()
