"""Writes the sigmoid out with exp(x) for exp(-x).

Why: the minus in the formula is easily lost.
Fails: squashes every entry of x into (low, high)
Says: into the sigmoid with the wrong sign
"""


def sigmoid_range(x, low, high):
    return (high - low) / (1 + torch.exp(x)) + low
