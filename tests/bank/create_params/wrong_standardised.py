"""Brings the numbers drawn to mean 0 and standard deviation 0.01.

Why: the docstring gives both, and a draw has them only about.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: mean 0 to the last digit
"""


def create_params(size):
    t = torch.randn(*size)
    return nn.Parameter((t - t.mean()) / t.std() * 0.01)
