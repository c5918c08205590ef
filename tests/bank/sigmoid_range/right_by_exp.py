"""The sigmoid written out.

Why: the formula stands in every textbook.
"""


def sigmoid_range(x, low, high):
    s = 1 / (1 + torch.exp(-x))
    return s * (high - low) + low
