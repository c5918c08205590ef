"""Returns the sigmoid.

Why: the two arguments were forgotten.
Fails: squashes every entry of x into (low, high)
Says: between 0 and 1
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x)
