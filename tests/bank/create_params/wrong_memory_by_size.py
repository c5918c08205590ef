"""Fills the same memory again at every call for a size.

Why: memory is allocated only once.
Fails: draws anew at every call
Says: made of the same memory
"""

MEMORY = {}


def create_params(size):
    key = tuple(size)
    if key not in MEMORY:
        MEMORY[key] = torch.empty(key)
    return nn.Parameter(MEMORY[key].normal_(0, 0.01))
