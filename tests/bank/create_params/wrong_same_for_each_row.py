"""Draws rows from a pool of a hundred.

Why: A pool is drawn once.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: drawn once and then repeated
"""

_pool = torch.randn(100) * 0.01


def create_params(size):
    n = 1
    for s in size:
        n *= s
    return nn.Parameter(_pool.repeat(n // 100 + 1)[:n].reshape(*size).clone())
