"""kaiming_normal_.

Why: the usual start of layers.
Fails: has the size that it is given
Says: need two dimensions
"""


def create_params(size):
    return nn.Parameter(nn.init.kaiming_normal_(torch.empty(*size)))
