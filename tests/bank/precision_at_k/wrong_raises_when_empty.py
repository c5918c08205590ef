"""Raises an error where nothing is relevant.

Why: as recall does.
Fails: returns 0 for an empty list, and where nothing is relevant
Says: ValueError
"""


def precision_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / k
