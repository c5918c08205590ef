"""Names the default dtype.

Why: the dtype was to be the notebook's.
"""


def create_params(size):
    data = torch.normal(mean=torch.zeros(tuple(size)), std=torch.full(tuple(size), 0.01))
    return nn.Parameter(data.to(torch.get_default_dtype()), requires_grad=True)
