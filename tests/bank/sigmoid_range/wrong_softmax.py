"""Uses softmax.

Why: it also gives numbers between 0 and 1.
Fails: squashes every entry of x into (low, high)
Says: shares out
"""


def sigmoid_range(x, low, high):
    return torch.softmax(x, dim=-1) * (high - low) + low
