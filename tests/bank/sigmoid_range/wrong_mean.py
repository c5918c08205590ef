"""Returns one number.

Why: a loss was meant, and the line copied from there.
Fails: squashes every entry of x into (low, high)
Says: the shape of x stays
"""


def sigmoid_range(x, low, high):
    return (torch.sigmoid(x) * (high - low) + low).mean()
