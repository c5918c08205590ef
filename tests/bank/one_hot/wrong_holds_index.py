"""The index instead of a 1.

Why: assigned the wrong name. Right for index 1.
Fails: holds a single 1, at index
Says: index itself
"""


def one_hot(index, n):
    vector = torch.zeros(n)
    vector[index] = index
    return vector
