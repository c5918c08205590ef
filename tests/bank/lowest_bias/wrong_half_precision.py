"""Sorts in half precision.

Why: it saves memory.
Fails: puts the movie with the lowest bias first
Says: fifth decimal
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.half().argsort()[:k]]
