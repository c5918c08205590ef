"""lru_cache.

Why: sizes come twice.
Fails: returns an nn.Parameter that can be trained
Says: A size may be a list
"""

from functools import lru_cache


@lru_cache
def create_params(size):
    return nn.Parameter(torch.randn(*size) * 0.01)
