"""torch.where over the positions.

Why: A condition over all positions.
"""


def one_hot(index, n):
    return torch.where(torch.arange(n) == index, 1.0, 0.0)
