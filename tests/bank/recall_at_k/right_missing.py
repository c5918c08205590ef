"""Subtracts what is missing.

Why: 1 minus the part that was not found.
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    missing = relevant - set(recommended[:k])
    return 1 - len(missing) / len(relevant)
