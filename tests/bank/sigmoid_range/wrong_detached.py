"""Detaches x.

Why: a warning about gradients went away.
Fails: lets gradients through, and leaves x as it was
Says: finds no way to `x`
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x.detach()) * (high - low) + low
