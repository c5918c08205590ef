"""The keys of a Counter.

Why: counts are wanted as well, one day.
"""

from collections import Counter


def build_vocab(values):
    counts = Counter(list(values))
    vocab = ["#na#"]
    vocab.extend(sorted(counts.keys()))
    return vocab
