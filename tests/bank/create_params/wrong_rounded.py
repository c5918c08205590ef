"""Rounded to two decimals.

Why: 0.0123 looks ugly.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: occur several times
"""


def create_params(size):
    return nn.Parameter(torch.round(torch.randn(*size) * 0.01, decimals=2))
