"""Every value turned into a string.

Why: then '#na#' can be sorted with the rest.
Fails: holds every distinct value once, sorted
Says: become strings
"""


def build_vocab(values):
    return ["#na#"] + sorted({str(v) for v in values})
