"""Looks at the whole list.

Why: lists are k long, usually.
Fails: looks at the first k of a longer list
Says: beyond place k
"""


def precision_at_k(recommended, relevant, k=10):
    return len(set(recommended) & relevant) / k
