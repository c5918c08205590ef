"""Zeros.

Why: zeros are neutral, the optimizer will do the rest.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: All of them are 0
"""


def create_params(size):
    return nn.Parameter(torch.zeros(*size))
