"""A tensor of positions.

Why: everything in the course is a tensor.
Fails: returns a list that starts with '#na#'
Says: Which line makes a tensor
"""


def build_vocab(values):
    return torch.arange(len(set(values)) + 1)
