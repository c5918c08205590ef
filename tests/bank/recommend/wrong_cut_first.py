"""Cuts to k and filters afterwards.

Why: the best ten, then without the seen.
Fails: leaves out what was seen, and still returns k
Says: which of the two belongs first
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    return [i for i in scores.argsort(descending=True)[:k].tolist() if i not in hidden]
