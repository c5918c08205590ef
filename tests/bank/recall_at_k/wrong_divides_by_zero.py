"""Lets Python complain.

Why: there is an error by itself.
Fails: raises a ValueError where nothing is relevant
Says: It comes by itself
"""


def recall_at_k(recommended, relevant, k=10):
    return len(set(recommended[:k]) & relevant) / len(relevant)
