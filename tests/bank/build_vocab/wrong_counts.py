"""Counts into an empty dictionary.

Why: `+= 1` needs something to add to.
Fails: returns a list that starts with '#na#'
Says: raised KeyError
"""


def build_vocab(values):
    counts = {}
    for v in values:
        counts[v] += 1
    return ["#na#", *sorted(counts)]
