"""Asks whether the place is relevant, not the movie.

Why: range(k) instead of the list.
Fails: returns the part of the k places that is relevant, a float
Says: place by place
"""


def precision_at_k(recommended, relevant, k=10):
    return sum(place in relevant for place in range(k)) / k
