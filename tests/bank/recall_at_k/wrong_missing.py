"""Returns the part that is missing.

Why: minus instead of and.
Fails: returns the part of the relevant movies that is in the list, a float
Says: missing from the list
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(relevant - set(recommended[:k])) / len(relevant)
