"""Leaves out what occurs only once.

Why: vocabularies of text have a minimal count.
Fails: holds every distinct value once, sorted
Says: occur twice are there
"""

from collections import Counter


def build_vocab(values, min_freq=2):
    counts = Counter(values)
    return ["#na#"] + sorted(v for v, n in counts.items() if n >= min_freq)
