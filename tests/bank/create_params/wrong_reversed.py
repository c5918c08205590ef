"""Sizes in reverse order.

Why: nn.Linear turns its sizes round as well.
Fails: has the size that it is given
Says: wrong order
"""


def create_params(size):
    return nn.Parameter(torch.randn(*reversed(size)) * 0.01)
