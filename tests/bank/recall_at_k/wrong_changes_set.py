"""Takes what was found out of the caller's set.

Why: discard one by one.
Fails: leaves the list and the set as they are
Says: changed the set `relevant` itself
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    n = len(relevant)
    for movie in recommended[:k]:
        relevant.discard(movie)
    return 1 - len(relevant) / n
