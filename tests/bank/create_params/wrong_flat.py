"""One row of all entries.

Why: the number of entries was computed first.
Fails: has the size that it is given
Says: in one row
"""


def create_params(size):
    import math

    return nn.Parameter(torch.randn(math.prod(size)) * 0.01)
