"""Divides by those found somewhere in the list.

Why: relevant within the list.
Fails: returns the part of the relevant movies that is in the list, a float
Says: somewhere in the list|[Nn]othing|any hit at all
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    found = [m for m in recommended if m in relevant]
    return len([m for m in recommended[:k] if m in relevant]) / max(1, len(found))
