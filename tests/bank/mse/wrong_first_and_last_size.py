"""Compares the number of dimensions, the first size and the last.

Why: rows and columns, and two dimensions were all that came to mind.
Fails: raises a ValueError when the shapes differ
Says: (?s)\(2, 1, 4\).*Both have as many dimensions
"""


def mse(predictions, targets):
    a, b = predictions.shape, targets.shape
    if len(a) != len(b) or a[:1] != b[:1] or a[-1:] != b[-1:]:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
