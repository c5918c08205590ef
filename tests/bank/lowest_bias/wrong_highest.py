"""Sorts from high to low.

Why: descending=True was copied from the other exercise.
Fails: puts the movie with the lowest bias first
Says: movies with the highest bias
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.argsort(descending=True)[:k]]
