"""Uses size[0] only.

Why: tried with [n] only.
Fails: has the size that it is given
Says: Only the first of the sizes
"""


def create_params(size):
    return nn.Parameter(torch.randn(size[0]) * 0.01)
