"""Sorts the order once more.

Why: argsort twice gives ranks, which is a known trick for something else.
Fails: puts the movie with the lowest bias first
Says: argsort` twice
"""


def lowest_bias(bias, titles, k=5):
    ranks = bias.argsort().argsort()
    return [titles[i] for i in ranks[:k]]
