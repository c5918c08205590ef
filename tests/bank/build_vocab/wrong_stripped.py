"""Strips the values.

Why: titles were cleaned in another project.
Fails: holds every distinct value once, sorted
Says: which step changes its text
"""


def build_vocab(values):
    return ["#na#", *sorted({v.strip() if isinstance(v, str) else v for v in values})]
