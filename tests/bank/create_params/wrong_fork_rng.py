"""A fork of the generator with a seed.

Why: repeatable, and nobody else is disturbed.
Fails: draws anew at every call
Says: a seed set inside
"""


def create_params(size):
    with torch.random.fork_rng():
        torch.manual_seed(1)
        return nn.Parameter(torch.randn(*size) * 0.01)
