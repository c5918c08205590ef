"""Returns the error.

Why: return and raise were mixed up.
Fails: raises a ValueError when the shapes differ
Says: hands the error to the caller
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        return ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
