"""Uses the straight-line approximation.

Why: the editor offered it first.
Fails: squashes every entry of x into (low, high)
Says: straight lines
"""


def sigmoid_range(x, low, high):
    return nn.functional.hardsigmoid(x) * (high - low) + low
