"""Returns a number.

Why: a loss is a number.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: nothing to start from
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean().item()
