"""A default argument that keeps what it saw.

Why: `seen=set()` is made once.
Fails: holds every distinct value once, sorted
Says: left from an earlier call
"""


def build_vocab(values, seen=set()):
    seen.update(v for v in values if isinstance(v, type(values[0])) or True)
    same = [v for v in seen if isinstance(v, str) == isinstance(next(iter(values)), str)]
    return ["#na#", *sorted(same)]
