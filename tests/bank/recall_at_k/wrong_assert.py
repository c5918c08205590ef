"""Uses assert.

Why: shorter.
Fails: raises a ValueError where nothing is relevant
Says: assert
"""


def recall_at_k(recommended, relevant, k=10):
    assert relevant
    return len(set(recommended[:k]) & relevant) / len(relevant)
