"""Another rule for three dimensions and more.

Why: such tensors are kernels, one reads, and they need their own start.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: (?s)80, 40, 18.*spread depend on the size
"""


def create_params(size):
    t = torch.empty(*size)
    return nn.Parameter(nn.init.normal_(t, std=0.01) if len(size) < 3 else nn.init.xavier_normal_(t))
