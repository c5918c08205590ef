"""A frozen parameter.

Why: an argument copied from a pretrained table.
Fails: returns an nn.Parameter that can be trained
Says: optimizer leaves it
"""


def create_params(size):
    return nn.Parameter(torch.randn(*size) * 0.01, requires_grad=False)
