"""Sorts from low to high.

Why: argsort sorts upwards unless told otherwise.
Fails: puts the movie with the highest bias first
Says: movies with the lowest bias
"""


def highest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.argsort()[:k]]
