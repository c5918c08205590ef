"""Fills an empty tensor.

Why: normal_ needs no numbers before it.
"""


def create_params(size):
    return nn.Parameter(torch.empty(tuple(size)).normal_(mean=0, std=0.01))
