"""Numbers sorted as text.

Why: a key was added when sorting numbers with a string failed.
Fails: holds every distinct value once, sorted
Says: as if they were text
"""


def build_vocab(values):
    return ["#na#"] + sorted(set(values), key=str)
