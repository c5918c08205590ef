"""Sorts by the size of the bias.

Why: "strongest" was read for "highest".
Fails: puts the movie with the highest bias first
Says: without its sign
"""


def highest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.abs().argsort(descending=True)[:k]]
