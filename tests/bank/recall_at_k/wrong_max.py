"""Divides by at least 1.

Why: no division by zero.
Fails: raises a ValueError where nothing is relevant
Says: what stops the caller
"""


def recall_at_k(recommended, relevant, k=10):
    return len(set(recommended[:k]) & relevant) / max(1, len(relevant))
