"""Rounded to two decimals.

Why: ratings are shown with two decimals.
Fails: squashes every entry of x into (low, high)
Says: does a step round
"""


def sigmoid_range(x, low, high):
    return torch.round(torch.sigmoid(x) * (high - low) + low, decimals=2)
