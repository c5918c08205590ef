"""Takes the mean over rows and then over columns.

Why: one mean for each of the two dimensions.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: (?s)\(2, 3, 4\).*over what is the mean taken
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean(0).mean(0)
