"""Sorts the list of titles in place.

Why: list.sort with a key is short, and the list is the caller's vocabulary.
Fails: works on a model's parameter and leaves it as it is
Says: changed the list `titles`
"""


def lowest_bias(bias, titles, k=5):
    value = dict(zip(titles, bias.tolist()))
    titles.sort(key=value.get)
    return titles[:k]
