"""Cuts the caller's x off at 50 on both sides.

Why: `exp` is not to overflow, and the underscore saves memory.
Fails: lets gradients through, and leaves x as it was
Says: changed `x` itself
"""


def sigmoid_range(x, low, high):
    x.clamp_(-50, 50)
    return (high - low) / (1 + torch.exp(-x)) + low
