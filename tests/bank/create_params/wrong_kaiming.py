"""kaiming_normal_, also for one dimension.

Why: the usual start of layers.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: kaiming
"""


def create_params(size):
    t = torch.empty(*size)
    nn.init.kaiming_normal_(t if t.dim() > 1 else t.unsqueeze(0))
    return nn.Parameter(t)
