"""Lets through what is only turned round.

Why: A row and a column hold the same numbers.
Fails: raises a ValueError when the shapes differ
Says: what else has to be equal
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape and predictions.shape != targets.shape[::-1]:
        raise ValueError("shapes")
    return ((predictions.flatten() - targets.flatten()) ** 2).mean()
