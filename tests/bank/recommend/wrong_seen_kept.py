"""Recommends what was seen.

Why: the list looks plausible.
Fails: leaves out what was seen, and still returns k
Says: Which step leaves the seen ones out
"""


def recommend(scores, seen, k=10):
    return [i for i in scores.argsort(descending=True).tolist() if i != 0][:k]
