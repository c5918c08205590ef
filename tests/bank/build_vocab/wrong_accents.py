"""Sorts as if letters had no accents.

Why: É belongs beside E in a dictionary.
Fails: holds every distinct value once, sorted
Says: Letters with an accent
"""

import unicodedata


def build_vocab(values):
    def key(v):
        if isinstance(v, str):
            return unicodedata.normalize("NFKD", v).encode("ascii", "ignore")
        return v

    return ["#na#"] + sorted(set(values), key=key)
