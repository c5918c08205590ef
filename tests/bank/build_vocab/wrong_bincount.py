"""Counts whole numbers with `bincount`.

Why: the places where the count is not 0 come out sorted.
Fails: holds every distinct value once, sorted
Says: An id may be negative
"""


def build_vocab(values):
    values = list(values)
    if isinstance(values[0], str):
        return ["#na#", *sorted(set(values))]
    return ["#na#", *torch.bincount(torch.tensor(values)).nonzero().flatten().tolist()]
