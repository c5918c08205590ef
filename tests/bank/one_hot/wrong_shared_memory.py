"""All calls write into the same memory.

Why: a buffer kept for speed; each result is right until the next call.
Fails: holds a single 1, at index
Says: same tensor
"""

buffers = {}


def one_hot(index, n):
    vector = buffers.setdefault(n, torch.zeros(n)).zero_()
    vector[index] = 1
    return vector
