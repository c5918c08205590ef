"""Remembers the range of its first call.

Why: the range never changes within a project, and is kept in a global name.
Fails: squashes every entry of x into (low, high)
Says: earlier call|remember|used before
"""

_range = {}


def sigmoid_range(x, low, high):
    low = _range.setdefault("low", low)
    high = _range.setdefault("high", high)
    return torch.sigmoid(x) * (high - low) + low
