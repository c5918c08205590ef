"""Gives `normal_` a single number, which is the mean.

Why: 0.01 is the number that counts.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: that is the mean
"""


def create_params(size):
    return nn.Parameter(torch.zeros(*size).normal_(0.01))
