"""Sorts upwards and turns the order round.

Why: flip is how a tensor is reversed.
"""


def highest_bias(bias, titles, k=5):
    order = bias.argsort().flip(0)
    return [titles[i.item()] for i in order[:k]]
