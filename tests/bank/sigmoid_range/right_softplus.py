"""exp(-softplus(-x)) is the sigmoid.

Why: the logarithm of a sigmoid is -softplus(-x), which never overflows.
"""


def sigmoid_range(x, low, high):
    return low + (high - low) * torch.exp(-nn.functional.softplus(-x))
