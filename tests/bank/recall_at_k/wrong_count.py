"""Returns the number of hits.

Why: the division is forgotten.
Fails: returns the part of the relevant movies that is in the list, a float
Says: what is it divided by
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return float(len(set(recommended[:k]) & relevant))
