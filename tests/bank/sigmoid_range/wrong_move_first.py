"""Moves first and stretches afterwards.

Why: add low, then multiply by the width: the order looks free.
Fails: squashes every entry of x into (low, high)
Says: The order matters
"""


def sigmoid_range(x, low, high):
    return (torch.sigmoid(x) + low) * (high - low)
