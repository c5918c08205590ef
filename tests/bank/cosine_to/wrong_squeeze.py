"""Squeezes everything.

Why: squeeze() also removes the movies when there is one.
Fails: keeps its shape for a table of one movie
Says: squeeze
"""


def cosine_to(factors, index):
    units = nn.functional.normalize(factors, dim=1)
    return (units @ units[index][:, None]).squeeze()
