"""Lower-cases the text.

Why: titles were normalised in another project.
Fails: holds every distinct value once, sorted
Says: which step changes its text
"""


def build_vocab(values):
    return ["#na#", *sorted({v.lower() if isinstance(v, str) else v for v in values})]
