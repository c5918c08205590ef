"""Moves x to the graphics card.

Why: the notebook was written on a machine that has one.
Fails: squashes every entry of x into (low, high)
Says: no GPU
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x.cuda()) * (high - low) + low
