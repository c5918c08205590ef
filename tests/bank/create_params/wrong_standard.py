"""Leaves out the factor.

Why: randn is "random normal".
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: what makes them small
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size))
