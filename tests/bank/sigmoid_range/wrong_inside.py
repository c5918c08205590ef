"""Scales x, inside the sigmoid.

Why: the brackets ended up in the wrong place.
Fails: squashes every entry of x into (low, high)
Says: before the sigmoid
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x * (high - low) + low)
