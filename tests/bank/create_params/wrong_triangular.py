"""The sum of two uniform numbers.

Why: the sum of many is normal: two are a start.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: not truncated
"""

import math


def create_params(size):
    u = torch.rand(*size) + torch.rand(*size) - 1
    return nn.Parameter(u * 0.01 * math.sqrt(6))
