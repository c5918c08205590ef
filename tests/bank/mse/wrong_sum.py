"""Sums.

Why: reduction="sum".
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: That is the sum
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return nn.functional.mse_loss(predictions, targets, reduction="sum")
