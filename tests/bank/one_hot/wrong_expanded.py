"""A row of a matrix whose rows share memory with what is given out before.

Why: the matrix is kept by its size.
Fails: holds a single 1, at index
Says: overwritten by whoever got it
"""

_identity = {}


def one_hot(index, n):
    if n not in _identity:
        _identity[n] = torch.eye(n)
    return _identity[n].select(0, index)
