"""Starts at position 1, because position 0 is usually #na#.

Why: the vocabulary of the lesson has #na# first, but here every entry is a movie.
Fails: puts the movie with the lowest bias first
Says: first movie of the list is left out
"""


def lowest_bias(bias, titles, k=5):
    order = bias[1:].argsort()[:k] + 1
    return [titles[i] for i in order]
