"""Trusts torch's own loss.

Why: mse_loss surely checks its arguments.
Fails: raises a ValueError when the shapes differ
Says: nothing stops it
"""


def mse(predictions, targets):
    return nn.functional.mse_loss(predictions, targets)
