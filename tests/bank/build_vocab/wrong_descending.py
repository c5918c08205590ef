"""Sorted from the largest down.

Why: sort_values(ascending=False) was copied from a ranking.
Fails: holds every distinct value once, sorted
Says: from the largest down
"""


def build_vocab(values):
    return ["#na#"] + sorted(set(values), reverse=True)
