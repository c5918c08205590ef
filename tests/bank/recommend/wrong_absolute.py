"""Sorts by the size without the sign.

Why: abs() against negative scores.
Fails: puts the movie with the highest score first
Says: without the sign
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    return [i for i in scores.abs().argsort(descending=True).tolist() if i not in hidden][:k]
