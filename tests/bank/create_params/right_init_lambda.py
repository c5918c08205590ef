"""A lambda around nn.init.

Why: init returns what it fills.
"""

create_params = lambda size: nn.init.normal_(nn.Parameter(torch.empty(list(size))), 0.0, 0.01)  # noqa: E731
