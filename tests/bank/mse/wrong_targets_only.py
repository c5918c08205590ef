"""Blocks the gradient of the predictions' side and lets the targets learn.

Why: the wrong one of the two was detached.
Fails: lets the gradient reach the predictions, and changes neither argument
Says: `predictions.grad` is None
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((targets - predictions.data) ** 2).mean()
