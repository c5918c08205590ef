"""Divides by k.

Why: copied from precision.
Fails: returns the part of the relevant movies that is in the list, a float
Says: that is precision
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / k
