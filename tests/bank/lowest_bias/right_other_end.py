"""Sorts from high to low and walks backwards.

Why: the order of the other exercise, read from its end.
"""


def lowest_bias(bias, titles, k=5):
    order = bias.double().sort(descending=True).indices
    found = []
    for step in range(1, k + 1):
        found += [titles[order[-step]]]
    return found
