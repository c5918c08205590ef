"""Torch's own loss after the comparison.

Why: mse_loss exists.
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return nn.functional.mse_loss(predictions, targets)
