"""All whole numbers from the smallest to the largest.

Why: ids are thought to have no gaps.
Fails: holds every distinct value once, sorted
Says: made of another value|is missing
"""


def build_vocab(values):
    values = list(values)
    if isinstance(values[0], str):
        return ["#na#"] + sorted(set(values))
    return ["#na#"] + list(range(min(values), max(values) + 1))
