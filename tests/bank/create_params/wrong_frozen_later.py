"""Switches the gradient off after drawing.

Why: the line went with an in-place operation.
Fails: returns an nn.Parameter that can be trained
Says: what switches its gradient off
"""


def create_params(size):
    p = nn.Parameter(torch.empty(*size))
    p.requires_grad_(False)
    p.normal_(0, 0.01)
    return p
