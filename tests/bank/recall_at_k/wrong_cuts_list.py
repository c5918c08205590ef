"""Deletes the end of the caller's list.

Why: del is a cut.
Fails: leaves the list and the set as they are
Says: changed the list `recommended` itself
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    del recommended[k:]
    return len(set(recommended) & relevant) / len(relevant)
