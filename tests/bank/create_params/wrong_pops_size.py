"""Takes the sizes out of the caller's list.

Why: the first is the number of rows.
Fails: has the size that it is given
Says: belongs to the caller
"""


def create_params(size):
    size = size if isinstance(size, list) else list(size)
    n = size.pop(0)
    return nn.Parameter(torch.randn(n, *size) * 0.01)
