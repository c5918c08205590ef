"""A plain tensor.

Why: numbers are numbers.
Fails: returns an nn.Parameter that can be trained
Says: plain tensor
"""


def create_params(size):
    return torch.randn(*size) * 0.01
