"""Takes absolute differences.

Why: mean absolute error by habit.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: absolute
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return (predictions - targets).abs().mean()
