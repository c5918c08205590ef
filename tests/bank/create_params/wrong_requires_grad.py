"""A tensor that requires a gradient.

Why: older tutorials do it so.
Fails: returns an nn.Parameter that can be trained
Says: registers only an `nn.Parameter`
"""


def create_params(size):
    return (torch.randn(*size) * 0.01).requires_grad_()
