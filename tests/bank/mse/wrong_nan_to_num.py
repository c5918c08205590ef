"""Puts 0 in place of nan.

Why: one bad rating should not spoil the rest.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: nan would look good
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return torch.nan_to_num((predictions - targets) ** 2).mean()
