"""Sorts from low to high.

Why: argsort's default.
Fails: puts the movie with the highest score first
Says: at which end
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    return [i for i in scores.argsort().tolist() if i not in hidden][:k]
