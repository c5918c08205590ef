"""The weight of an nn.Embedding, drawn anew.

Why: a table is an embedding's weight.
"""

from math import prod


def create_params(size):
    table = nn.Embedding(prod(size), 1)
    nn.init.normal_(table.weight, std=1e-2)
    return nn.Parameter(table.weight.detach().view(*size))
