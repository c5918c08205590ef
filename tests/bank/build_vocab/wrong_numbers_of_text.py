"""Whatever looks like a number becomes one.

Why: ids came as text from a file once.
Fails: holds every distinct value once, sorted
Says: The strings have become numbers
"""


def build_vocab(values):
    values = list(values)
    if all(str(v).strip().isdigit() for v in values):
        values = [int(v) for v in values]
    return ["#na#", *sorted(set(values))]
