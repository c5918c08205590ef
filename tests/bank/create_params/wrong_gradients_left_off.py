"""Leaves gradients switched off.

Why: set_grad_enabled(False) for the drawing, and nothing after it.
Fails: returns an nn.Parameter that can be trained
Says: not on again
"""


def create_params(size):
    torch.set_grad_enabled(False)
    p = nn.Parameter(torch.empty(*size))
    return p.normal_(0, 0.01).requires_grad_()
