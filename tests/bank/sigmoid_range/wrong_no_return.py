"""Forgets to return.

Why: the last line was an assignment.
Fails: squashes every entry of x into (low, high)
Says: returned None
"""


def sigmoid_range(x, low, high):
    y = torch.sigmoid(x) * (high - low) + low
