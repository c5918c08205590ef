"""No 1 at all.

Why: the new tensor of the out-of-place scatter is dropped.
Fails: holds a single 1, at index
Says: no 1
"""


def one_hot(index, n):
    vector = torch.zeros(n)
    vector.scatter(0, torch.tensor([index]), 1.0)
    return vector
