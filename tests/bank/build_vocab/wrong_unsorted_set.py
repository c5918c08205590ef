"""The set is turned into a list without sorting.

Why: small numbers come out of a set in order, so it looked sorted.
Fails: holds every distinct value once, sorted
Says: not sorted
"""


def build_vocab(values):
    return ["#na#"] + list(set(values))
