"""Prints where it should raise.

Why: the reader sees it.
Fails: raises a ValueError where nothing is relevant
Says: `print` tells a reader
"""

def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        print("ValueError: nothing is relevant")
    else:
        return len(set(recommended[:k]) & set(relevant)) / len(relevant)
