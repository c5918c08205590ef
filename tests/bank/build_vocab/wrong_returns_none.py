r"""Returns what insert returns.

Why: insert and sort work in place and return None.
Fails: returns a list that starts with '#na#'
Says: returned None[\s\S]*change a list
"""


def build_vocab(values):
    vocab = sorted(set(values))
    return vocab.insert(0, "#na#")
