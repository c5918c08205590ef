"""Sorts the caller's own list.

Why: `sort` was meant for a copy.
Fails: holds every distinct value once, sorted
Says: which line changes it
"""


def build_vocab(values):
    if isinstance(values, list):
        values.sort()
        distinct = values
    else:
        distinct = sorted(values)
    return ["#na#", *dict.fromkeys(distinct)]
