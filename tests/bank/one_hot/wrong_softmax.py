"""A softmax.

Why: one-hot taken for a probability.
Fails: holds a single 1, at index
Says: softmax
"""


def one_hot(index, n):
    vector = torch.zeros(n)
    vector[index] = 1
    return vector.softmax(dim=0)
