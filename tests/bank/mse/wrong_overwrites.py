"""Subtracts in place, in the predictions.

Why: in place saves memory.
Fails: lets the gradient reach the predictions, and changes neither argument
Says: changed `predictions` itself
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return predictions.sub_(targets).pow(2).mean()
