"""Keeps the first 10 values only.

Why: max_vocab, as in libraries for text.
Fails: holds every distinct value once, sorted
Says: which step leaves it out
"""


def build_vocab(values, max_vocab=10):
    return ["#na#"] + sorted(set(values))[:max_vocab]
