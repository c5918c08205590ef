"""nn.MSELoss(predictions, targets).

Why: the loss has two steps, making it and calling it, and only one pair of parentheses was written.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: made first
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return nn.MSELoss(predictions, targets)
