"""Divides by the number of relevant movies.

Why: that is recall.
Fails: returns the part of the k places that is relevant, a float
Says: that is recall
"""


def precision_at_k(recommended, relevant, k=10):
    return len(set(recommended[:k]) & relevant) / len(relevant) if relevant else 0.0
