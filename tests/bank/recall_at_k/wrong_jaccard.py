"""Divides by the union.

Why: that is the Jaccard index.
Fails: returns the part of the relevant movies that is in the list, a float
Says: one or the other
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / len(set(recommended[:k]) | relevant)
