"""Sorts as if capitals and small letters were the same.

Why: a dictionary for people is sorted so.
Fails: holds every distinct value once, sorted
Says: capital
"""


def build_vocab(values):
    return ["#na#"] + sorted(set(values), key=lambda v: v.lower() if isinstance(v, str) else v)
