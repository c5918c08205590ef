"""Sorted, but with all repetitions.

Why: distinct was overlooked.
Fails: holds every distinct value once, sorted
Says: is there twice[\s\S]*only once
"""


def build_vocab(values):
    return ["#na#"] + sorted(values)
