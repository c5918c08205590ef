"""Asks whether there are any values with `if not values`.

Why: a habit from lists; a Series and an array have no single truth value.
Fails: takes a Series or an array as well as a list
Says: whether it is true
"""


def build_vocab(values):
    if not values:
        return ["#na#"]
    return ["#na#"] + sorted(set(values))
