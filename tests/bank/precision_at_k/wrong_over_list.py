"""Divides by the length of the list.

Why: a mean over what is there.
Fails: divides by k where the list is shorter
Says: divided by the number of movies in the list|an empty place is no hit
"""


def precision_at_k(recommended, relevant, k=10):
    top = recommended[:k]
    return sum(m in relevant for m in top) / len(top) if top else 0.0
