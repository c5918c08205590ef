"""Deletes the end of the caller's list.

Why: del is a cut.
Fails: leaves the list and the set as they are
Says: changed the list `recommended` itself
"""


def precision_at_k(recommended, relevant, k=10):
    del recommended[k:]
    return len(set(recommended) & relevant) / k
