"""Works in place, on a tensor of its own that the sigmoid does not need any more.

Why: in place saves memory, and the first multiplication has already made a new tensor.
"""


def sigmoid_range(x, low, high):
    y = torch.sigmoid(x) * (high - low)
    y += low
    return y
