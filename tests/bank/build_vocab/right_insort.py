"""Each value put into its place by bisection.

Why: keeps the list sorted all the time.
"""

from bisect import bisect_left


def build_vocab(values):
    vocab = ["#na#"]
    for value in values:
        place = bisect_left(vocab, value, lo=1)
        if place == len(vocab) or vocab[place] != value:
            vocab.insert(place, value)
    return vocab
