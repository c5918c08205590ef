"""'#na#' sorted in with the values, as they are.

Why: forgot that ids are numbers.
Fails: returns a list that starts with '#na#'
Says: sorted together|sorted in with the others
"""


def build_vocab(values):
    vocab = list(set(values))
    vocab.append("#na#")
    return sorted(vocab)
