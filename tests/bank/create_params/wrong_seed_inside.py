"""Seeds inside.

Why: results should be reproducible.
Fails: draws anew at every call
Says: seed set inside
"""


def create_params(size):
    torch.manual_seed(42)
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))
