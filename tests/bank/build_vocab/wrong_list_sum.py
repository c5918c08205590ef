"""Adds a list to the values.

Why: on a list, + makes a longer list; on a Series and on an array it adds to every entry.
Fails: takes a Series or an array as well as a list
Says: Series|array
"""


def build_vocab(values):
    if not values:
        return ["#na#"]
    return ["#na#"] + sorted(set(values))
