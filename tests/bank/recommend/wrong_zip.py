"""Leaves out the first len(seen) positions.

Why: range(len(seen)) for seen.
Fails: leaves out what was seen, and still returns k
Says: no movie of `seen`
"""


def recommend(scores, seen, k=10):
    hidden = {0, *range(len(seen))}
    return [i for i in scores.argsort(descending=True).tolist() if i not in hidden][:k]
