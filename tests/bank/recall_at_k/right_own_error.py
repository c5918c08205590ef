"""Raises a ValueError of its own kind.

Why: callers can tell it apart.
"""


class NothingRelevant(ValueError):
    pass


def recall_at_k(recommended, relevant, k=10):
    if len(relevant) == 0:
        raise NothingRelevant("no recall without relevant movies")
    hits = 0
    for movie in recommended[:k]:
        hits += movie in relevant
    return float(hits / len(relevant))
