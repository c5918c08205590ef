"""Divides by how many hits were possible.

Why: so that 1 can be reached.
Fails: returns the part of the relevant movies that is in the list, a float
Says: how many were possible
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / min(k, len(relevant))
