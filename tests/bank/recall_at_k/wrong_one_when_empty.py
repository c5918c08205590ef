"""Returns 1 where nothing is relevant.

Why: nothing is missing.
Fails: raises a ValueError where nothing is relevant
Says: what stops the caller
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        return 1.0
    return len(set(recommended[:k]) & relevant) / len(relevant)
