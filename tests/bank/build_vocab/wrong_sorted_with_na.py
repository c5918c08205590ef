"""'#na#' sorted in with the titles.

Why: on the real titles it comes out first all the same: none of them starts with a quote or a space.
Fails: returns a list that starts with '#na#'
Says: sorted in with the others|sorted together
"""


def build_vocab(values):
    return sorted(set(values) | {"#na#"}, key=str)
