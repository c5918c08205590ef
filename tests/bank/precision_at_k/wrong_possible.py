"""Divides by how many hits were possible.

Why: so that 1 can be reached.
Fails: returns the part of the k places that is relevant, a float
Says: how many were possible
"""


def precision_at_k(recommended, relevant, k=10):
    return len(set(recommended[:k]) & relevant) / max(min(k, len(relevant)), 1)
