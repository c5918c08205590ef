"""Turns the list of the lowest round.

Why: reversing five films does not make them others.
Fails: puts the film with the highest bias first
Says: films with the lowest bias
"""


def highest_bias(bias, titles, k=5):
    return lowest_bias(bias, titles, k)[::-1]
