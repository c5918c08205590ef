"""Recommends '#na#'.

Why: position 0 was forgotten.
Fails: never recommends '#na#', the movie at position 0
Says: who leaves it out
"""


def recommend(scores, seen, k=10):
    hidden = set(seen.tolist())
    return [i for i in scores.argsort(descending=True).tolist() if i not in hidden][:k]
