"""Intersects in place.

Why: &= is short.
Fails: leaves the list and the set as they are
Says: changed the set `relevant` itself
"""


def precision_at_k(recommended, relevant, k=10):
    relevant &= set(recommended[:k])
    return len(relevant) / k
