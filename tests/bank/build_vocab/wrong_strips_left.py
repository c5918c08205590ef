"""Takes blanks off the front.

Why: a blank in front is a slip of the pen.
Fails: holds every distinct value once, sorted
Says: changes its text
"""


def build_vocab(values):
    return ["#na#"] + sorted({v.lstrip() if isinstance(v, str) else v for v in values})
