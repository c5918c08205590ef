"""Returns 1 for any hit.

Why: that is the hit rate.
Fails: returns the part of the relevant movies that is in the list, a float
Says: any hit at all
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return float(any(m in relevant for m in recommended[:k]))
