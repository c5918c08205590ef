"""Absolute values.

Why: ratings are positive.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: None of them is negative
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size).abs() * 0.01)
