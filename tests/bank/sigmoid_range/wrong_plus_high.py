"""Adds the wrong end.

Why: the range "goes up to high".
Fails: squashes every entry of x into (low, high)
Says: which end does a sigmoid of 0
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x) * (high - low) + high
