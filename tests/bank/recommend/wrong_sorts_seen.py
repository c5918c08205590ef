"""Sorts `seen` in place.

Why: for a binary search.
Fails: leaves `scores` and `seen` as they are
Says: changed `seen` itself
"""


def recommend(scores, seen, k=10):
    seen[:] = seen.flip(0)
    hidden = {0, *seen.tolist()}
    return [i for i in scores.argsort(descending=True).tolist() if i not in hidden][:k]
