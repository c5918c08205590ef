"""Returns the part of misses.

Why: minus instead of and.
Fails: returns the part of the k places that is relevant, a float
Says: \*not\* relevant
"""


def precision_at_k(recommended, relevant, k=10):
    return len(set(recommended[:k]) - relevant) / k
