"""Compares the difference's shape with the predictions'.

Why: a broadcast result must be larger.
Fails: raises a ValueError when the shapes differ
Says: Other pairs are refused
"""


def mse(predictions, targets):
    difference = predictions - targets
    if difference.shape != predictions.shape:
        raise ValueError("broadcast")
    return (difference**2).mean()
