"""Sorts from low to high.

Why: argsort sorts upwards unless told otherwise.
Fails: puts the film with the highest bias first
Says: films with the lowest bias
"""


def highest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.argsort()[:k]]
