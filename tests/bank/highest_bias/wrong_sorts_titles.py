"""Sorts the caller's titles.

Why: sort with a key that looks into the old order.
Fails: works on a model's parameter and leaves it as it is
Says: changed the list `titles` itself
"""


def highest_bias(bias, titles, k=5):
    of = dict(zip(list(titles), bias.tolist(), strict=True))
    titles.sort(key=of.get, reverse=True)
    return titles[:k]
