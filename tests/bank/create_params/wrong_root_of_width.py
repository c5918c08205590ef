"""Divides by the root of the last size.

Why: attention does that.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: depend on the size
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size) / size[-1] ** 0.5)
