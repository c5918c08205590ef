"""The last position cannot be reached.

Why: % n - 1 where n was meant.
Fails: holds a single 1, at index
Says: stops one too early
"""


def one_hot(index, n):
    vector = torch.zeros(n)
    if 0 <= index < n - 1:
        vector[index] = 1
    return vector
