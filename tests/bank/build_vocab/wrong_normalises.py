"""Writes every accent in one way.

Why: two ways to write an accent look the same.
Fails: holds every distinct value once, sorted
Says: changes its text
"""

import unicodedata


def build_vocab(values):
    return ["#na#"] + sorted({unicodedata.normalize("NFC", v) if isinstance(v, str) else v for v in values})
