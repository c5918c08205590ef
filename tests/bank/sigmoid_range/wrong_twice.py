"""Applies the sigmoid twice.

Why: the sigmoid was called once in a line above and again in the return.
Fails: squashes every entry of x into (low, high)
Says: twice
"""


def sigmoid_range(x, low, high):
    x = torch.sigmoid(x)
    return torch.sigmoid(x) * (high - low) + low
