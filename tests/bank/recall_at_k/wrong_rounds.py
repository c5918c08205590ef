"""Rounds.

Why: for printing.
Fails: returns the part of the relevant movies that is in the list, a float
Says: expected
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return round(len(set(recommended[:k]) & relevant) / len(relevant), 1)
