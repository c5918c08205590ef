"""torch.normal.

Why: the function has mean, std and size as arguments.
"""


def create_params(size):
    return nn.Parameter(torch.normal(0.0, 0.01, tuple(size)))
