"""Uniform numbers around 0, with the right spread.

Why: sqrt(12) makes it right, says statistics.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: uniform
"""


def create_params(size):
    return nn.Parameter((torch.rand(*size) - 0.5) * 12**0.5 * 0.01)
