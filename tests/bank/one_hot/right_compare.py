"""A comparison with the positions.

Why: True and False become 1 and 0.
"""


def one_hot(index, n):
    return (torch.arange(n) == index).to(torch.float32)
