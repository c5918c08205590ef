"""Returns None for an empty list.

Why: there is nothing to measure.
Fails: returns 0 for an empty list, and where nothing is relevant
Says: returned None
"""


def precision_at_k(recommended, relevant, k=10):
    if recommended:
        return len(set(recommended[:k]) & relevant) / k
