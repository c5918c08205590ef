"""Keeps a parameter for each size.

Why: a dictionary of parameters, as TensorFlow's variable scopes have it.
Fails: draws anew at every call
Says: called twice
"""

PARAMETERS = {}


def create_params(size):
    key = tuple(size)
    if key not in PARAMETERS:
        PARAMETERS[key] = nn.Parameter(torch.randn(*size) * 0.01)
    return PARAMETERS[key]
