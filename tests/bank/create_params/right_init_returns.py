"""What nn.init returns.

Why: nn.init hands its argument back.
"""


def create_params(size):
    return torch.nn.init.normal_(nn.Parameter(torch.empty(*size)), std=1e-2)
