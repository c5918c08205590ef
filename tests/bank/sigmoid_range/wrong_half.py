"""In half precision.

Why: fast on a GPU.
Fails: squashes every entry of x into (low, high)
Says: half precision
"""


def sigmoid_range(x, low, high):
    return (torch.sigmoid(x.half()) * (high - low) + low).to(x.dtype)
