"""Removes each seen movie from a list.

Why: a repeated one is no longer there.
Fails: leaves out what was seen, and still returns k
Says: ValueError
"""


def recommend(scores, seen, k=10):
    order = scores.argsort(descending=True).tolist()
    order.remove(0)
    for movie in seen.tolist():
        order.remove(movie)
    return order[:k]
