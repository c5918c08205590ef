"""Zeros for vectors.

Why: biases start at 0 in most networks.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: All of them are 0
"""


def create_params(size):
    if len(size) == 1:
        return nn.Parameter(torch.zeros(size[0]))
    return nn.Parameter(torch.randn(*size) * 0.01)
