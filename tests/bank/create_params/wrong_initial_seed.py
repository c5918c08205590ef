"""A generator that starts at `torch.initial_seed()`.

Why: repeatable, whatever else draws.
Fails: draws anew at every call
Says: goes on by itself
"""


def create_params(size):
    g = torch.Generator().manual_seed(torch.initial_seed())
    return nn.Parameter(torch.randn(*size, generator=g) * 0.01)
