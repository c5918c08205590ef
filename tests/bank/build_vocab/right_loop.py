"""A loop that keeps what is new, then sorts in place.

Why: no set needed: the list itself knows what it holds.
"""


def build_vocab(values):
    vocab = []
    for value in values:
        if value not in vocab:
            vocab.append(value)
    vocab.sort()
    vocab.insert(0, "#na#")
    return vocab
