"""Uses assert.

Why: shorter.
Fails: raises a ValueError when the shapes differ
Says: assert
"""


def mse(predictions, targets):
    assert predictions.shape == targets.shape
    return ((predictions - targets) ** 2).mean()
