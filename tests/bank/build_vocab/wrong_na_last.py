"""'#na#' at the end.

Why: appended instead of put in front.
Fails: returns a list that starts with '#na#'
Says: stands at the end
"""


def build_vocab(values):
    vocab = sorted(set(values))
    vocab.append("#na#")
    return vocab
