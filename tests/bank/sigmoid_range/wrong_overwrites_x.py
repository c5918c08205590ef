"""Squashes x itself.

Why: sigmoid_ needs no second tensor.
Fails: lets gradients through, and leaves x as it was
Says: changed `x` itself
"""


def sigmoid_range(x, low, high):
    return x.sigmoid_() * (high - low) + low
