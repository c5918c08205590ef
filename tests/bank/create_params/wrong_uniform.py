"""Uniform numbers.

Why: rand is one letter shorter.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: uniform
"""


def create_params(size):
    return nn.Parameter(torch.rand(*size) * 0.01)
