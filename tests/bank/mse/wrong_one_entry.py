"""Returns shape (1,).

Why: keepdim while averaging.
Fails: returns the mean of the squared differences, as a tensor of shape ()
Says: with a dimension left
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes")
    return ((predictions - targets) ** 2).flatten().mean(dim=0, keepdim=True)
