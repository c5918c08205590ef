"""Draws from a Laplace distribution of the same spread.

Why: "random with standard deviation 0.01".
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: shape is not that of a normal
"""


def create_params(size):
    u = torch.rand(*size) - 0.5
    return nn.Parameter(-0.01 / 2**0.5 * u.sign() * torch.log1p(-2 * u.abs()))
