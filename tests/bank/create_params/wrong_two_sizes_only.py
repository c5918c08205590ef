"""Unpacks exactly two numbers.

Why: the first call had two.
Fails: has the size that it is given
Says: counts on two
"""


def create_params(size):
    n, d = size
    return nn.Parameter(torch.randn(n, d) * 0.01)
