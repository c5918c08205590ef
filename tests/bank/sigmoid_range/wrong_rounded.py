"""Rounds to whole stars.

Why: ratings are whole numbers.
Fails: squashes every entry of x into (low, high)
Says: rounded
"""


def sigmoid_range(x, low, high):
    return (torch.sigmoid(x) * (high - low) + low).round()
