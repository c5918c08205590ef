"""Adds a list to the size.

Why: a bias was to be (n, 1), as in an nn.Embedding.
Fails: has the size that it is given
Says: too many at the end
"""


def create_params(size):
    size = [*size, 1] if len(size) == 1 else size
    return nn.Parameter(torch.randn(*size) * 0.01)
