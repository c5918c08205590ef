"""Looks at k + 1 places.

Why: a slice leaves out its end.
Fails: looks at the first k of a longer list
Says: One place too many
"""

def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[: k + 1]) & set(relevant)) / len(relevant)
