"""Detaches the predictions.

Why: a warning about .numpy() went away.
Fails: lets the gradient reach the predictions, and changes neither argument
Says: `predictions.grad` is None
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions.detach() - targets) ** 2).mean()
