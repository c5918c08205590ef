"""The sigmoid as half a tanh.

Why: mathematicians know that the two curves are one.
"""


def sigmoid_range(x, low, high):
    middle, half = (high + low) / 2, (high - low) / 2
    return middle + half * torch.tanh(x / 2)
