"""Divides by the length of the list.

Why: a mean over what is there.
Fails: returns the part of the relevant movies that is in the list, a float
Says: divided by k|length of the list
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / max(1, len(recommended))
