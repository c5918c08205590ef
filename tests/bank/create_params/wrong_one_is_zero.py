"""A single number starts at 0.

Why: a bias starts at 0.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: drawn like all others
"""


def create_params(size):
    t = torch.zeros(*size)
    if t.numel() > 1:
        t.normal_(0, 0.01)
    return nn.Parameter(t)
