"""Returns the root.

Why: RMSE is the number people quote.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: root of the mean
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean().sqrt()
