"""Turns the list of the lowest round.

Why: reversing five movies does not make them others.
Fails: puts the movie with the highest bias first
Says: movies with the lowest bias
"""


def highest_bias(bias, titles, k=5):
    return lowest_bias(bias, titles, k)[::-1]
