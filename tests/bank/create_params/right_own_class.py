"""A subclass of nn.Parameter.

Why: A name for it in print.
"""


class Weights(nn.Parameter):
    pass


def create_params(size):
    return Weights(torch.randn(*size) * 0.01)
