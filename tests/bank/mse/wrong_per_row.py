"""Returns each row's square.

Why: reduction="none".
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: makes one number of them
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return (predictions - targets) ** 2
