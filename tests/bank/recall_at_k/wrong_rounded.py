"""Rounded to three digits.

Why: nobody reads more.
Fails: returns the part of the relevant movies that is in the list, a float
Says: It is rounded
"""

def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return round(len(set(recommended[:k]) & set(relevant)) / len(relevant), 3)
