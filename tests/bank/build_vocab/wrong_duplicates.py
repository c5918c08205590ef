"""Sorted, but with all repetitions.

Why: distinct was overlooked.
Fails: holds every distinct value once, sorted
Says: occur twice are there twice
"""


def build_vocab(values):
    return ["#na#"] + sorted(values)
