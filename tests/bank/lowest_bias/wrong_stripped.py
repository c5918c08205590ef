"""Strips the titles.

Why: they are to be printed.
Fails: puts the movie with the lowest bias first
Says: changes its text
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i].strip() for i in bias.argsort()[:k]]
