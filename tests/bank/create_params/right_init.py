"""nn.init on a parameter.

Why: that is how modules of PyTorch start.
"""


def create_params(size):
    p = nn.Parameter(torch.zeros(size))
    nn.init.normal_(p, std=0.01)
    return p
