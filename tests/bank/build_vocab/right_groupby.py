"""Runs of equal values in the sorted list.

Why: after sorting, equal values are neighbours.
"""

from itertools import groupby


def build_vocab(values):
    return ["#na#", *(value for value, _ in groupby(sorted(values)))]
