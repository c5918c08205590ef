"""Counts positions from 1.

Why: rows of a table are numbered from 1 on paper.
Fails: puts the movie with the lowest bias first
Says: one place before
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i - 1] for i in bias.argsort()[:k]]
