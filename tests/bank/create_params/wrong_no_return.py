"""Forgets to return.

Why: the last line was an assignment.
Fails: returns an nn.Parameter that can be trained
Says: returned None
"""


def create_params(size):
    p = nn.Parameter(torch.randn(*size) * 0.01)
