"""'#na#' left out.

Why: the plain idiom for distinct values.
Fails: returns a list that starts with '#na#'
Says: Nowhere in the list
"""


def build_vocab(values):
    return sorted(set(values))
