"""Leaves out what counts as false, to be rid of missing values.

Why: 0 is as false as None.
Fails: holds every distinct value once, sorted
Says: 0 is missing[\s\S]*if v
"""


def build_vocab(values):
    return ["#na#"] + sorted(v for v in set(values) if v)
