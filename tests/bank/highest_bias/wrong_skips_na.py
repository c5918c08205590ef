"""Leaves out position 0, because it is usually #na#.

Why: the vocabulary of the lesson has #na# first, but here every entry is a movie.
Fails: puts the movie with the highest bias first
Says: first movie of the list|very highest bias is left out
"""


def highest_bias(bias, titles, k=5):
    order = [i for i in bias.argsort(descending=True).tolist() if i != 0]
    return [titles[i] for i in order[:k]]
