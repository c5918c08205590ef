"""Returns 0 where nothing is relevant.

Why: nothing was found.
Fails: raises a ValueError where nothing is relevant
Says: what stops the caller
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        return 0.0
    return len(set(recommended[:k]) & relevant) / len(relevant)
