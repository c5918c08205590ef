"""Takes 0.01 for the variance.

Why: N(0, 0.01) is written with the variance in statistics.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: variance
"""


def create_params(size):
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01**0.5))
