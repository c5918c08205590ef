"""Compares lengths.

Why: len is how sizes are compared in Python.
Fails: raises a ValueError when the shapes differ
Says: as many rows
"""


def mse(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("not the same length")
    return ((predictions - targets) ** 2).mean()
