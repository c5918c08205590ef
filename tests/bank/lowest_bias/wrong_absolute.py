"""Sorts by the size of the bias.

Why: "lowest" was read as "closest to zero".
Fails: puts the movie with the lowest bias first
Says: without its sign
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.abs().argsort()[:k]]
