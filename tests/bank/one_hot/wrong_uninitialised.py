"""Fresh memory in place of zeros.

Why: torch.empty is taken for zeros.
Fails: holds a single 1, at index
Says: memory that nobody has filled
"""


def one_hot(index, n):
    vector = torch.empty(n)
    vector[index] = 1.0
    return vector
