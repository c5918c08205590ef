"""Puts '#na#' where the first value stood.

Why: assigned to position 0 instead of inserting there.
Fails: holds every distinct value once, sorted
Says: smallest value is missing
"""


def build_vocab(values):
    vocab = sorted(set(values))
    vocab[0] = "#na#"
    return vocab
