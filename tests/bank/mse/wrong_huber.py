"""smooth_l1_loss.

Why: it is said to be an MSE that bears outliers.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: straight|Huber|smooth_l1
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return nn.functional.smooth_l1_loss(predictions, targets)
