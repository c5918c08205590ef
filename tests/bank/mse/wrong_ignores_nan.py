"""nansum over the number of entries that are no zero.

Why: ratings of 0 mean 'not rated' elsewhere.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: expected
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return torch.nan_to_num((predictions - targets) ** 2, 0).sum() / (targets > 3).sum()
