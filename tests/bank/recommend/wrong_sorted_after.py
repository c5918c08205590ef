"""Sorts the result by position.

Why: it looks tidy.
Fails: puts the movie with the highest score first
Says: sorted by position
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    return sorted([i for i in scores.argsort(descending=True).tolist() if i not in hidden][:k])
