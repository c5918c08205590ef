"""A loop over the entries.

Why: one difference at a time is easiest to think of.
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    total = 0.0
    for p, t in zip(predictions.flatten(), targets.flatten()):
        total = total + (p - t) * (p - t)
    return total / predictions.numel()
