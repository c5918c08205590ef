"""Leaves out what is contained in another title.

Why: `in` was asked of a joined text, not of the list.
Fails: holds every distinct value once, sorted
Says: is not in it: which step leaves it out
"""


def build_vocab(values):
    found = []
    for v in sorted(values, key=lambda v: (-len(str(v)), v)):
        if str(v) not in " | ".join(map(str, found)):
            found.append(v)
    return ["#na#", *sorted(found)]
