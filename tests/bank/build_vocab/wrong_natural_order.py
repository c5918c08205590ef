"""Text of digits is sorted by its number.

Why: a file browser sorts like this.
Fails: holds every distinct value once, sorted
Says: as if they were numbers
"""


def build_vocab(values):
    distinct = set(values)
    key = (lambda v: (float(v), len(v), v)) if all(str(v).isdigit() and isinstance(v, str) for v in distinct) else None
    return ["#na#", *sorted(distinct, key=key)]
