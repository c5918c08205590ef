"""Returns the number of hits.

Why: the division is forgotten.
Fails: returns the part of the k places that is relevant, a float
Says: what is it divided by
"""


def precision_at_k(recommended, relevant, k=10):
    return float(len(set(recommended[:k]) & relevant))
