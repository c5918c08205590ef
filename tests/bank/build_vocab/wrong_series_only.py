"""Uses a method that only a Series has.

Why: tried on frame['user'] only.
Fails: returns a list that starts with '#na#'
Says: a list has no such method
"""


def build_vocab(values):
    return ["#na#"] + sorted(values.unique())
