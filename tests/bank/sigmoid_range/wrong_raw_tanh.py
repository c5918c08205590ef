"""Takes tanh for a sigmoid.

Why: both are S-shaped.
Fails: squashes every entry of x into (low, high)
Says: from -1 to 1
"""


def sigmoid_range(x, low, high):
    return torch.tanh(x) * (high - low) + low
