"""Compares with a threshold.

Why: all movies at least as high as the k-th: with equal biases there are more than k or the order is the list's.
Fails: puts the movie with the highest bias first
Says: right movies in another order
"""


def highest_bias(bias, titles, k=5):
    least = bias.sort(descending=True).values[k - 1]
    found = [i for i in range(len(titles)) if bias[i] >= least]
    return [titles[i] for i in found]
