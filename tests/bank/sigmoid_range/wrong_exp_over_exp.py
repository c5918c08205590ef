"""Writes the sigmoid as exp(x) / (1 + exp(x)).

Why: equal on paper, but exp(100) is infinite.
Fails: stays inside the range however large x is
Says: infinite
"""


def sigmoid_range(x, low, high):
    e = torch.exp(x)
    return e / (1 + e) * (high - low) + low
