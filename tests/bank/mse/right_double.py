"""Computes in float64.

Why: more digits cannot hurt.
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return (predictions.double() - targets.double()).pow(2).mean()
