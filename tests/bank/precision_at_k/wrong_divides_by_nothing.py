"""Fails for an empty list.

Why: the length of the list.
Fails: returns 0 for an empty list, and where nothing is relevant
Says: ZeroDivisionError
"""


def precision_at_k(recommended, relevant, k=10):
    hits = [m in relevant for m in recommended[:k]]
    return sum(hits) / len(hits) * len(hits) / k
