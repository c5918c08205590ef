"""A logistic distribution of the right spread.

Why: the sigmoid's own distribution.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: not that of a normal distribution
"""

import math


def create_params(size):
    u = torch.rand(*size).clamp(1e-6, 1 - 1e-6)
    return nn.Parameter(torch.logit(u) * 0.01 * math.sqrt(3) / math.pi)
