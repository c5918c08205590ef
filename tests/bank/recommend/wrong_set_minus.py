"""Subtracts sets and loses the order.

Why: set(order) - set(seen).
Fails: puts the movie with the highest score first
Says: compare the two scores
"""


def recommend(scores, seen, k=10):
    best = set(scores.argsort(descending=True).tolist()) - set(seen.tolist()) - {0}
    return list(best)[:k]
