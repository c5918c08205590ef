"""Raises an error for an empty list too.

Why: both are checked together.
Fails: returns the part of the relevant movies that is in the list, a float
Says: ValueError
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant or not recommended:
        raise ValueError("nothing to measure")
    return len(set(recommended[:k]) & relevant) / len(relevant)
