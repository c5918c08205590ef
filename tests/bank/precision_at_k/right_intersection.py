"""Uses intersection.

Why: sets can do it.
"""


def precision_at_k(recommended, relevant, k=10):
    return len(relevant.intersection(recommended[:k])) / k
