"""Divides by the number of rows.

Why: len is "the number of predictions".
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: number of rows
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).sum() / len(predictions)
