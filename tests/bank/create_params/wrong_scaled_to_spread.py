"""Divides the numbers drawn by their own standard deviation.

Why: the spread is to be 0.01 exactly.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: standard deviation 0.01 to the last digit
"""


def create_params(size):
    t = torch.randn(*size)
    return nn.Parameter(t / t.std() * 0.01)
