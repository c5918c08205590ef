"""Rounds to two decimals.

Why: for printing.
Fails: returns the part of the k places that is relevant, a float
Says: expected
"""


def precision_at_k(recommended, relevant, k=10):
    return round(len(set(recommended[:k]) & relevant) / k, 1)
