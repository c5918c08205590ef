"""Divides with two slashes.

Why: a slip.
Fails: returns the part of the k places that is relevant, a float
Says: returned 0, expected
"""


def precision_at_k(recommended, relevant, k=10):
    return len(set(recommended[:k]) & relevant) // k
