"""Cuts x off at -12 and 12.

Why: no exponential gets too large.
Fails: stays inside the range however large x is
Says: stops short
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x.clamp(-12, 12)) * (high - low) + low
