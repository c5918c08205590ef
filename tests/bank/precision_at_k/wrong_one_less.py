"""Leaves out the last place.

Why: range(k - 1).
Fails: returns the part of the k places that is relevant, a float
Says: last place is left out
"""


def precision_at_k(recommended, relevant, k=10):
    return sum(m in relevant for m in recommended[: k - 1]) / k
