"""Raises an Exception.

Why: which kind did not seem to matter.
Fails: raises a ValueError where nothing is relevant
Says: of another kind
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise Exception("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / len(relevant)
