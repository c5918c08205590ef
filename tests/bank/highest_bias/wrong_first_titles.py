"""Slices the titles, not the order.

Why: the sorting is there, but its result is not used.
Fails: puts the movie with the highest bias first
Says: first titles of the list
"""


def highest_bias(bias, titles, k=5):
    order = bias.argsort(descending=True)
    return [title for i, title in zip(order, titles)][:k]
