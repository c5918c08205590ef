"""Returns the error.

Why: return for raise.
Fails: raises a ValueError where nothing is relevant
Says: ValueError
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        return ValueError("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / len(relevant)
