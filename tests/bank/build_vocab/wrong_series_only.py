"""Uses a method that only a Series has.

Why: tried on frame['user'] only.
Fails: returns a list that starts with '#na#'
Says: works on all three
"""


def build_vocab(values):
    return ["#na#"] + sorted(values.unique())
