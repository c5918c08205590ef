"""Ignores k.

Why: the lesson shows ten.
Fails: puts the movie with the highest score first
Says: [Ii]s `?k`? used|to k
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    return [i for i in scores.argsort(descending=True).tolist() if i not in hidden][:10]
