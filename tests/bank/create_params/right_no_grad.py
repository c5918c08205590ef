"""Scales the parameter under no_grad.

Why: in place, with the graph switched off.
"""


def create_params(size):
    p = nn.parameter.Parameter(torch.randn(list(size)))
    with torch.no_grad():
        p.mul_(0.01)
    return p
