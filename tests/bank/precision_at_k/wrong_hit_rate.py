"""Returns 1 for any hit.

Why: that is the hit rate.
Fails: returns the part of the k places that is relevant, a float
Says: any hit at all
"""


def precision_at_k(recommended, relevant, k=10):
    return float(bool(set(recommended[:k]) & relevant))
