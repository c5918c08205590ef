"""Looks at the whole list.

Why: lists are k long, usually.
Fails: looks at the first k of a longer list
Says: where is the list cut
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended) & relevant) / len(relevant)
