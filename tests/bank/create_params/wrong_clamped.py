"""Clamped.

Why: fastai truncates, and clamp looks like that.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: not truncated
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size).clamp(-2, 2) * 0.01)
