"""A generator with a fixed seed inside.

Why: results should be reproducible.
Fails: draws anew at every call
Says: seed set inside
"""


def create_params(size):
    g = torch.Generator().manual_seed(0)
    return nn.Parameter(torch.randn(*size, generator=g) * 0.01)
