"""Takes no error for larger than 4.

Why: stars lie between 1 and 5.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: from a limit on
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets).clamp(-4, 4) ** 2).mean()
