"""Moves the finished parameter to another dtype.

Why: a conversion at the end.
Fails: returns an nn.Parameter that can be trained
Says: which step has to come last
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size) * 0.01).to(torch.float64)
