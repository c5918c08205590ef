"""Pieces of a store of numbers drawn once.

Why: drawing takes time.
Fails: draws anew at every call
Says: store
"""

POOL = torch.randn(250_000) * 0.01
def create_params(size):
    n = torch.Size(size).numel()
    start = torch.randint(0, len(POOL) - n, (1,)).item()
    return nn.Parameter(POOL[start : start + n].reshape(size))
