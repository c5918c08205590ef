"""Scales the data of a finished parameter.

Why: works in place, past the graph.
"""


def create_params(size):
    p = nn.Parameter(torch.randn(tuple(size)))
    p.data *= 0.01
    return p
