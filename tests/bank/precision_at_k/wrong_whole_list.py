"""Looks at the whole list and divides by its length.

Why: k is forgotten.
Fails: looks at the first k of a longer list
Says: what is k for
"""


def precision_at_k(recommended, relevant, k=10):
    return len(set(recommended) & relevant) / max(len(recommended), 1)
