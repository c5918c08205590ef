"""Returns per cent.

Why: reads better.
Fails: returns the part of the k places that is relevant, a float
Says: per cent
"""


def precision_at_k(recommended, relevant, k=10):
    return 100 * len(set(recommended[:k]) & relevant) / k
