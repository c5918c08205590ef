"""view(-1) first, so that a matrix comes back as a vector.

Why: predictions are vectors, one thinks.
Fails: squashes every entry of x into (low, high)
Says: shape of x stays as it is
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x.reshape(-1)) * (high - low) + low
