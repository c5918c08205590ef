"""Cut off at four standard deviations.

Why: nothing should start far out.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: not truncated
"""


def create_params(size):
    return nn.Parameter(nn.init.trunc_normal_(torch.empty(*size), std=0.01, a=-0.04, b=0.04))
