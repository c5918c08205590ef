"""Scales standard normal numbers.

Why: randn is the best-known source of them.
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size) * 0.01)
