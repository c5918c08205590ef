"""The most frequent value first.

Why: vocabularies of text are sorted by count.
Fails: holds every distinct value once, sorted
Says: not sorted|first appearance
"""

from collections import Counter


def build_vocab(values):
    return ["#na#"] + [v for v, _ in Counter(values).most_common()]
