"""Subtracts the ends the wrong way round.

Why: low comes first in the argument list.
Fails: squashes every entry of x into (low, high)
Says: two ends swapped
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x) * (low - high) + high
