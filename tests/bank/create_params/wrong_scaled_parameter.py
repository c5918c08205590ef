"""Multiplies the finished parameter.

Why: the 0.01 was added at the end of the line.
Fails: returns an nn.Parameter that can be trained
Says: which step has to come last
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size)) * 0.01
