"""Takes the variance.

Why: var is a mean of squares.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: variance of the differences
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return (predictions - targets).var(unbiased=False)
