"""A list comprehension of floats.

Why: plain Python, then a tensor.
"""


def one_hot(index, n):
    return torch.FloatTensor([1.0 if i == index else 0.0 for i in range(n)])
